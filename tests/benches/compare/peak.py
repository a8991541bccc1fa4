"""The peak memory of a command and its children, in kilobytes: peak.py COMMAND."""

import resource
import shlex
import subprocess
import sys

subprocess.run(shlex.split(sys.argv[1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)

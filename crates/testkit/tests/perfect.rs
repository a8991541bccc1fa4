//! A format that keeps every law passes the exam, in each of its forms.

mod toy;

mod reads_and_writes {
    use crate::toy;
    vitae_testkit::conformance!(toy::perfect(), among = toy::modest());
}

mod alone {
    use crate::toy;
    vitae_testkit::conformance!(toy::perfect());
}

mod writes {
    use crate::toy;
    use vitae_core::Format;

    fn format() -> Format {
        Format::new("toy", "Toy").options(toy::perfect().option_specs()).writer(toy::write)
    }
    vitae_testkit::conformance!(format(), write_only);
}

mod reads {
    use crate::toy;
    use vitae_core::{Confidence, Context, Format, Resume, Source, Text};

    /// A name, alone in a file.
    fn format() -> Format {
        let read = |source: &Source<'_>, _: &mut Context| {
            let mut resume = Resume::default();
            resume.person.name = Text::new(source.text()?);
            Ok(resume)
        };
        Format::new("name", "A name").sniff(|_| Confidence::Possible).reader(read)
    }
    vitae_testkit::conformance!(format(), read_only, samples = [b"Mara Lindqvist\n", "Zoë".as_bytes()],);

    #[test]
    fn among_formats_that_are_surer_it_is_not_recognised() {
        let exam = vitae_testkit::Exam::new(format).sample(b"Mara").among(toy::greedy);
        let failure = exam.sit(vitae_testkit::Law::Recognised).unwrap_err();
        assert!(failure.contains("taken for greedy"), "{failure}");
    }
}

mod excepted {
    use crate::toy;
    use vitae_core::{Confidence, Format};

    fn format() -> Format {
        toy::perfect().sniff(|_| Confidence::No)
    }
    vitae_testkit::conformance!(
        format(),
        among = toy::modest(),
        samples = [],
        except = [Recognised: "a number looks like anything"],
    );
}

//! Who belongs to whom: the one-to-one matching of two lists that is worth most.

/// The pairs `(row, column)` of the best matching, rows in order. What is worth nothing is no pair.
///
/// The Hungarian method with potentials: each row in turn finds the cheapest path to a free column.
#[must_use]
pub(super) fn best(worth: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (worth.len(), worth.first().map_or(0, Vec::len));
    let n = rows.max(columns);
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let at = |i: usize, j: usize| worth.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0.0);
    // Row 0 and column 0 are where each search begins.
    let (mut row_price, mut column_price) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for row in 1..=n {
        let mut came_from = vec![0; n + 1];
        let mut cheapest = vec![f64::MAX; n + 1];
        let mut done = vec![false; n + 1];
        let mut column = 0;
        row_of[0] = row;
        while row_of[column] != 0 {
            done[column] = true;
            let here = row_of[column];
            let (mut step, mut next) = (f64::MAX, 0);
            for j in (1..=n).filter(|j| !done[*j]) {
                let cost = -at(here - 1, j - 1) - row_price[here] - column_price[j];
                if cost < cheapest[j] {
                    (cheapest[j], came_from[j]) = (cost, column);
                }
                if cheapest[j] < step {
                    (step, next) = (cheapest[j], j);
                }
            }
            for j in 0..=n {
                if done[j] {
                    row_price[row_of[j]] += step;
                    column_price[j] -= step;
                } else {
                    cheapest[j] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    let mut pairs: Vec<_> = (1..=n).map(|j| (row_of[j] - 1, j - 1)).filter(|(i, j)| at(*i, *j) > 0.0).collect();
    pairs.sort_unstable();
    pairs
}

/// The same for long lists: the pair that is worth most first, and so on.
#[must_use]
pub(super) fn greedy(worth: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let all =
        worth.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, worth)| (*worth, i, j)));
    let mut all: Vec<_> = all.filter(|(worth, ..)| *worth > 0.0).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let (mut rows, mut columns) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for (_, i, j) in all {
        if !rows.contains(&i) && !columns.contains(&j) {
            rows.insert(i);
            columns.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_counts_and_not_the_first_choice() {
        assert_eq!(best(&[vec![0.9, 0.8], vec![0.8, 0.0]]), [(0, 1), (1, 0)]);
        assert_eq!(best(&[vec![0.0, 0.4, 0.0]]), [(0, 1)]);
        assert_eq!(greedy(&[vec![0.9, 0.8], vec![0.8, 0.0]]), [(0, 0)]);
    }
}

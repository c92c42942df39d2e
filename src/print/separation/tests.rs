use super::*;

const PRESS: &[u8] = include_bytes!("../../../themes/huimin/print/press.icc");

fn separation() -> Separation {
    Separation::from_profile(PRESS, 300.0).unwrap()
}

/// The inks of one colour, in per cent.
fn percent(separation: &Separation, kind: Kind, rgb: [u8; 3]) -> [f64; 4] {
    let inks = separation.inks(&rgb, kind, None);
    [0, 1, 2, 3].map(|ink| f64::from(inks[ink]) / 2.55)
}

/// The colour that an sRGB pixel is to have on paper, and the one it gets.
fn wanted_and_got(separation: &Separation, kind: Kind, rgb: [u8; 3]) -> (Lab, Lab) {
    const SIDE: usize = 52;
    assert!(rgb.iter().all(|value| value % 5 == 0));
    thread_local! {
        static SRGB: Vec<Lab> = screen::nodes(&ColorProfile::new_srgb(), SIDE).unwrap();
    }
    let node = rgb
        .iter()
        .fold(0, |node, value| node * SIDE + usize::from(value / 5));
    let lab = SRGB.with(|srgb| srgb[node]);
    let inks = percent(separation, kind, rgb).map(|ink| ink / 100.0);
    (
        light::compressed(lab, separation.black.darkest),
        separation.profile.lab(inks),
    )
}

#[test]
fn spaces_are_what_they_should_be() {
    let srgb = screen::nodes(&ColorProfile::new_srgb(), 2).unwrap();
    for (node, lab) in [
        (0, [0.0, 0.0, 0.0]),
        (4, [54.29, 80.81, 69.89]),
        (1, [29.57, 68.30, -112.03]),
        (7, [100.0, 0.0, 0.0]),
    ] {
        assert!(
            apart(srgb[node], lab) < 0.2,
            "{:?}, not {lab:?}",
            srgb[node]
        );
    }
    let separation = separation();
    for (inks, lab) in [
        ([0.0, 0.0, 0.0, 0.0], [100.0, 0.0, 0.0]),
        ([0.0, 0.0, 0.0, 1.0], [12.31, 1.99, 0.11]),
        ([0.0, 1.0, 1.0, 0.0], [51.66, 74.07, 53.77]),
        ([0.75, 0.68, 0.67, 0.9], [3.07, -0.38, 0.1]),
    ] {
        let found = separation.profile.lab(inks);
        assert!(apart(found, lab) < 0.02, "{found:?}, not {lab:?}");
    }
}

#[test]
fn slopes_lead_where_the_colour_goes() {
    let separation = separation();
    let inks = [0.37, 0.55, 0.13, 0.41];
    let (lab, slopes) = separation.profile.with_slopes(inks);
    for ink in 0..4 {
        let mut more = inks;
        more[ink] += 1e-3;
        let after = separation.profile.lab(more);
        for part in 0..3 {
            let found = (after[part] - lab[part]) / 1e-3;
            assert!((found - slopes[ink][part]).abs() < 0.02 * found.abs().max(1.0));
        }
    }
}

#[test]
fn colours_come_back_from_paper() {
    let separation = separation();
    for kind in [Kind::Photograph, Kind::Drawing] {
        let (mut inside, mut sum, mut most, mut clipped) = (0, 0.0, (0.0, [0; 3]), 0);
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    let (wanted, got) = wanted_and_got(&separation, kind, [r, g, b]);
                    let exact = separation.profile.lab(solve::inks(
                        &separation.profile,
                        wanted,
                        0.0,
                        separation.limit,
                    ));
                    if apart(exact, wanted) > 1.0 {
                        clipped += 1;
                        continue;
                    }
                    let off = apart(wanted, got);
                    inside += 1;
                    sum += off;
                    if off > most.0 {
                        most = (off, [r, g, b]);
                    }
                }
            }
        }
        let mean = sum / f64::from(inside);
        println!("{kind:?}: mean {mean:.2}, most {most:?}, {inside} inside, {clipped} clipped");
        // The darkest greys of drawings are as dark as black ink alone.
        let bound = match kind {
            Kind::Photograph => 6.0,
            Kind::Drawing => 13.0,
        };
        assert!(mean < 1.0, "{kind:?}: {mean}");
        assert!(most.0 < bound, "{kind:?}: {most:?}");
    }
}

#[test]
fn paper_and_black_are_what_a_printer_expects() {
    let separation = separation();
    for kind in [Kind::Photograph, Kind::Drawing] {
        assert_eq!(percent(&separation, kind, [255; 3]), [0.0; 4]);
        let black = percent(&separation, kind, [0; 3]);
        let total: f64 = black.iter().sum();
        assert!(black[3] >= 95.0 && total <= 300.0, "{kind:?}: {black:?}");
    }
    assert_eq!(
        percent(&separation, Kind::Drawing, [0; 3]),
        [0.0, 0.0, 0.0, 100.0]
    );
}

#[test]
fn no_mixture_is_over_the_limit() {
    for limit in [260.0, 300.0, 340.0] {
        let separation = Separation::from_profile(PRESS, limit).unwrap();
        let pixels: Vec<u8> = (0..32_u32.pow(3))
            .flat_map(|n| [n / 1024, n / 32 % 32, n % 32].map(|step| (step * 255 / 31) as u8))
            .collect();
        let inks = separation.inks(&pixels, Kind::Photograph, None);
        let most = inks.chunks_exact(4).map(|inks| {
            let sum: u32 = inks.iter().map(|&ink| u32::from(ink)).sum();
            f64::from(sum) / 2.55
        });
        let most = most.fold(0.0, f64::max);
        assert!(most <= limit, "{most} of {limit}");
    }
}

#[test]
fn greys_stay_grey() {
    let separation = separation();
    let mut before = f64::MAX;
    for value in (0..=255).rev().step_by(5) {
        let grey = [value; 3];
        let (wanted, got) = wanted_and_got(&separation, Kind::Photograph, grey);
        assert!(apart(wanted, got) < 1.2, "{value}: {got:?}, not {wanted:?}");
        let tint = got[1].hypot(got[2]);
        assert!(tint < 0.8, "{value} is tinted: {got:?}");
        // Black alone has a tint of its own, and an end.
        let [c, m, y, _] = percent(&separation, Kind::Drawing, grey);
        assert_eq!([c, m, y], [0.0; 3]);
        let (wanted, got) = wanted_and_got(&separation, Kind::Drawing, grey);
        let darkest = wanted[0].max(12.4);
        assert!((got[0] - darkest).abs() < 0.5, "{value}: {got:?}");
        assert!(got[0] <= before);
        before = got[0];
    }
}

#[test]
fn neighbours_get_inks_near_to_theirs() {
    let separation = separation();
    for kind in [Kind::Photograph, Kind::Drawing] {
        let colours: Vec<u8> = (0..=255_u8)
            .flat_map(|v| [v, v / 2 + 60, 180 - v / 3])
            .collect();
        let inks = separation.inks(&colours, kind, None);
        for (at, pair) in inks.windows(8).step_by(4).enumerate() {
            let jump = (0..4).map(|ink| pair[ink].abs_diff(pair[ink + 4])).max();
            assert!(jump < Some(12), "{kind:?} at {at}: {pair:?}");
        }
    }
}

#[test]
fn the_same_colours_get_the_same_inks() {
    let pixels: Vec<u8> = (0..3000_u32).map(|n| (n * 77 % 256) as u8).collect();
    let inks = |s: &Separation| s.inks(&pixels, Kind::Photograph, None);
    let one = separation();
    assert_eq!(inks(&one), inks(&one));
    assert_eq!(inks(&one), inks(&separation()));
}

#[test]
fn other_files_are_no_press() {
    let bad = |bytes: &[u8]| Separation::from_profile(bytes, 300.0).unwrap_err();
    assert!(matches!(bad(b""), BadProfile::Unreadable(_)));
    assert!(matches!(bad(&PRESS[..4000]), BadProfile::Unreadable(_)));
    let srgb = ColorProfile::new_srgb().encode().unwrap();
    assert_eq!(bad(&srgb), BadProfile::NotFourInks);
    let mut without = PRESS.to_vec();
    let at = without.windows(4).position(|tag| tag == b"A2B0").unwrap();
    without[at..at + 4].copy_from_slice(b"xxxx");
    assert_eq!(bad(&without), BadProfile::NoTable);
}

//! Small PDFs made by hand, each with one thing that matters.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::*;

/// A sheet of 100 × 50 units that are one mm each, with a bleed of 3 of them.
struct Sheet {
    document: Document,
    resources: Dictionary,
    content: Vec<u8>,
    page: Dictionary,
}

impl Sheet {
    fn new(content: &str) -> Self {
        let rectangle = |sides: [i64; 4]| Object::from(sides.map(Object::from).to_vec());
        Self {
            document: Document::with_version("1.7"),
            resources: Dictionary::new(),
            content: content.into(),
            page: dictionary! {
                "Type" => "Page",
                "MediaBox" => rectangle([0, 0, 106, 56]),
                "TrimBox" => rectangle([3, 3, 103, 53]),
                "UserUnit" => 72.0 / 25.4,
            },
        }
    }

    /// Puts something among the resources.
    fn with(mut self, kind: &str, name: &str, object: impl Into<Object>) -> Self {
        let mut all = match self.resources.remove(kind.as_bytes()) {
            Some(Object::Dictionary(all)) => all,
            _ => Dictionary::new(),
        };
        all.set(name, object);
        self.resources.set(kind, all);
        self
    }

    fn add(&mut self, object: impl Into<Object>) -> Object {
        self.document.add_object(object).into()
    }

    fn pdf(mut self) -> Vec<u8> {
        let content = Stream::new(Dictionary::new(), self.content);
        let content = self.document.add_object(content);
        let pages = self.document.new_object_id();
        self.page.set("Contents", content);
        self.page.set("Resources", self.resources);
        self.page.set("Parent", pages);
        let page = self.document.add_object(self.page);
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        self.document.objects.insert(pages, tree.into());
        let catalogue = dictionary! { "Type" => "Catalog", "Pages" => pages };
        let catalogue = self.document.add_object(catalogue);
        self.document.trailer.set("Root", catalogue);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("written");
        bytes
    }

    fn findings(self) -> Vec<Finding> {
        let report = read(&self.pdf()).expect("read");
        check(&report, &Wanted::new((100.0, 50.0), 3.0, 300.0))
    }
}

fn name(text: &str) -> Object {
    Object::Name(text.into())
}

/// A picture placed on 10 × 10 mm.
fn picture(dictionary: Dictionary, data: Vec<u8>) -> Sheet {
    let mut sheet = Sheet::new("q 10 0 0 10 13 33 cm /x Do Q");
    let mut stream = Stream::new(dictionary, data);
    stream.dict.set("Type", name("XObject"));
    stream.dict.set("Subtype", name("Image"));
    let id = sheet.add(stream);
    sheet.with("XObject", "x", id)
}

/// A font of glyph numbers, each half an em wide.
fn font(sheet: &mut Sheet) -> Object {
    let file = sheet.add(Stream::new(Dictionary::new(), b"outlines".to_vec()));
    let descriptor = dictionary! { "Type" => "FontDescriptor", "FontFile3" => file };
    let descriptor = sheet.add(descriptor);
    let inner = dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType0",
        "BaseFont" => "AAAAAA+Song",
        "FontDescriptor" => descriptor,
        "DW" => 500,
    };
    let inner = sheet.add(inner);
    let outer = dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => "AAAAAA+Song-Identity-H",
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![inner],
    };
    sheet.add(outer)
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-3, "{a} is not {b}");
}

#[test]
fn a_clean_sheet_has_no_findings() {
    let sheet = Sheet::new("0 1 1 0 k 0 0 106 56 re f 0 0 0 1 K 0.5 w 13 13 m 93 13 l S");
    assert_eq!(sheet.findings(), []);
}

#[test]
fn a_line_is_as_thin_as_it_is_printed() {
    let sheet = Sheet::new("0 0 0 1 K 0.5 w q 0.1 0 0 0.1 3 3 cm 100 400 m 300 400 l S Q");
    let [
        Finding::ThinLine {
            page: 1, found, at, ..
        },
    ] = sheet.findings()[..]
    else {
        panic!("one thin line");
    };
    near(found, 0.05);
    near(at.x_mm, 10.0);
    near(at.y_mm, 10.0);
    let hairline = Sheet::new("0 0 0 1 K 0 w 13 13 m 93 13 l S").findings();
    assert!(matches!(
        hairline[..],
        [Finding::ThinLine { found: 0.0, .. }]
    ));
    let narrow = Sheet::new("0 0 0 1 k 13 13 40 0.05 re f 13 23 0.05 0.05 re f").findings();
    let [Finding::ThinLine { found, .. }] = narrow[..] else {
        panic!("a narrow area, and no speck: {narrow:?}");
    };
    near(found, 0.05);
}

#[test]
fn colours_that_a_press_must_convert_are_told() {
    let profile = Stream::new(dictionary! { "N" => 1 }, Vec::new());
    let mut sheet = Sheet::new("/c cs 0 scn 0 0 9 9 re f 1 0 0 RG 1 w 0 0 m 9 9 l S");
    let profile = sheet.add(profile);
    let found = sheet
        .with("ColorSpace", "c", vec![name("ICCBased"), profile])
        .findings();
    let told: Vec<_> = found
        .iter()
        .map(|finding| match finding {
            Finding::Colour { space, what, .. } => (space.to_string(), *what),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            ("DeviceRGB".to_owned(), Painted::Line),
            ("ICC gray".to_owned(), Painted::Area)
        ]
    );
}

#[test]
fn a_form_is_gone_through_with_the_state_it_is_drawn_in() {
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "Matrix" => vec![2.into(), 0.into(), 0.into(), 2.into(), 0.into(), 0.into()],
    };
    let mut sheet = Sheet::new("0.9 0.9 0.9 0.6 k /f Do");
    let form = sheet.add(Stream::new(form, b"4 4 2 2 re f".to_vec()));
    let found = sheet.with("XObject", "f", form).findings();
    let [Finding::Ink { found, at, .. }] = found[..] else {
        panic!("{found:?}");
    };
    near(found, 330.0);
    near(at.x_mm, 5.0);
    near(at.y_mm, 41.0);
}

#[test]
fn texts_tell_their_inks_and_missing_glyphs() {
    let content = "0.6 0.5 0.5 1 k BT /f 4 Tf 13 33 Td [<0001> -500 <00020000>] TJ ET";
    let mut sheet = Sheet::new(content);
    let font = font(&mut sheet);
    let report = read(&sheet.with("Font", "f", font).pdf()).expect("read");
    assert_eq!(
        report.fonts,
        [FontReport {
            name: "AAAAAA+Song".into(),
            embedded: true,
            kind: "CIDFontType0".into()
        }]
    );
    let page = &report.pages[0];
    near(page.texts[0].size_pt, 4.0 * 72.0 / 25.4);
    assert_eq!(page.no_glyphs.count, 1);
    // Two glyphs of half an em and half an em of shift before it.
    near(page.no_glyphs.first[0].at.x_mm, 10.0 + 6.0);
    near(page.no_glyphs.first[0].at.y_mm, 20.0);
    let found = check(&report, &Wanted::new((100.0, 50.0), 3.0, 300.0));
    assert!(matches!(
        found[..],
        [Finding::RichBlack { .. }, Finding::NoGlyph { count: 1, .. }]
    ));
}

#[test]
fn text_that_is_not_shown_is_not_checked() {
    let mut sheet = Sheet::new("1 0 0 rg BT 3 Tr /f 4 Tf 13 33 Td <0000> Tj ET");
    let font = font(&mut sheet);
    assert_eq!(sheet.with("Font", "f", font).findings(), []);
}

#[test]
fn a_font_that_is_not_in_the_file_is_told() {
    let sheet = Sheet::new("0 0 0 1 k BT /f 4 Tf (a) Tj ET");
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times" };
    let found = sheet.with("Font", "f", font).findings();
    let font = "Times".to_owned();
    assert_eq!(found, [Finding::FontMissing { font }]);
}

#[test]
fn pictures_tell_their_pixels_and_inks() {
    let image = dictionary! {
        "Width" => 8,
        "Height" => 4,
        "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceCMYK",
        "Decode" => [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec(),
    };
    // The left half is white, the right one four inks of 80 per cent.
    let row: Vec<u8> = [[255; 16], [51; 16]].concat();
    let found = picture(image, row.repeat(4)).findings();
    let [
        Finding::ImageInk { found: ink, at, .. },
        Finding::Resolution { found, pixels, .. },
    ] = found[..]
    else {
        panic!("{found:?}");
    };
    near(ink, 320.0);
    near(found, 4.0 * 2.54);
    assert_eq!(pixels, (8, 4));
    near(at.x_mm, 10.0);
    near(at.y_mm, 10.0);
}

#[test]
fn what_shines_through_is_told() {
    let state = dictionary! { "ca" => 0.5 };
    let half = Sheet::new("0 0 0 1 k /g gs 0 0 9 9 re f").with("ExtGState", "g", state);
    let how = |found: Vec<Finding>| match found[..] {
        [Finding::Transparency { how, .. }] => how,
        _ => panic!("{found:?}"),
    };
    assert_eq!(how(half.findings()), Through::Opacity);
    let state = dictionary! { "BM" => "Multiply" };
    let multiplied = Sheet::new("0 0 0 1 k /g gs 0 0 9 9 re f").with("ExtGState", "g", state);
    assert_eq!(how(multiplied.findings()), Through::Blend);
    let unused = dictionary! { "CA" => 0.5 };
    let unused = Sheet::new("0 0 0 1 k /g gs 0 0 9 9 re f").with("ExtGState", "g", unused);
    assert_eq!(unused.findings(), []);
}

#[test]
fn a_tile_is_gone_through() {
    let tile = dictionary! { "PatternType" => 1, "PaintType" => 1 };
    let mut sheet = Sheet::new("/Pattern cs /p scn 0 0 50 50 re f");
    let tile = sheet.add(Stream::new(tile, b"1 0 0 rg 0 0 1 1 re f".to_vec()));
    let found = sheet.with("Pattern", "p", tile).findings();
    assert!(matches!(
        &found[..],
        [Finding::Colour {
            space: Space::Rgb,
            count: 1,
            ..
        }]
    ));
}

#[test]
fn boxes_are_compared() {
    let mut sheet = Sheet::new("");
    let trim = sheet.page.remove(b"TrimBox");
    let found = sheet.findings();
    assert!(matches!(
        found[..],
        [
            Finding::NoTrim { .. },
            Finding::Trim { .. },
            Finding::Bleed { .. }
        ]
    ));
    let mut sheet = Sheet::new("");
    sheet.page.set("CropBox", trim.expect("a finished size"));
    let found = sheet.findings();
    assert!(matches!(found[..], [Finding::Crop { .. }]), "{found:?}");
}

#[test]
fn pages_made_to_do_harm_are_refused() {
    let mut own = Sheet::new("/f Do");
    let id = own.document.new_object_id();
    let form = dictionary! {
        "Subtype" => "Form",
        "Resources" => dictionary! { "XObject" => dictionary! { "f" => id } },
    };
    let form = Stream::new(form, b"/f Do".to_vec());
    own.document.objects.insert(id, form.into());
    let own = own.with("XObject", "f", id);
    let dashes = Sheet::new("[0.0001] 0 d 1 w 0 0 m 1000 1000 l S");
    let states = Sheet::new(&"q ".repeat(5_000));
    for sheet in [own, dashes, states] {
        let pdf = sheet.pdf();
        assert_eq!(read(&pdf).err(), Some(Unreadable::TooLarge { page: 1 }));
        assert!(render(&pdf, 1, 25.0, Extent::Sheet).is_err());
    }
    let garbled = Sheet::new("0 0 9 9 re f ]]>> 1 0 0 rg").pdf();
    assert_eq!(read(&garbled).err(), Some(Unreadable::Garbled { page: 1 }));
}

#[test]
fn damaged_files_are_errors_and_no_panics() {
    let mut sheet = Sheet::new("0 0 0 1 k BT /f 4 Tf 13 33 Td [<0001>] TJ ET");
    let font = font(&mut sheet);
    let pdf = sheet.with("Font", "f", font).pdf();
    assert!(read(b"").is_err() && read(b"%PDF-1.7").is_err());
    for end in (0..pdf.len()).step_by(7) {
        let _ = read(&pdf[..end]);
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("small")
    };
    for _ in 0..300 {
        let mut damaged = pdf.clone();
        for _ in 0..=random(8) {
            let at = random(damaged.len());
            damaged[at] = b"0123456789-.[]<>/()x"[random(20)];
        }
        if read(&damaged).is_ok() {
            let _ = render(&damaged, 1, 25.0, Extent::Trim);
        }
    }
}

#[test]
fn a_drawing_has_the_size_asked_for() {
    let pdf = Sheet::new("0 1 1 0 k 3 3 50 50 re f").pdf();
    let sheet = render(&pdf, 1, 254.0, Extent::Sheet).expect("drawn");
    assert_eq!(sheet.dimensions(), (1060, 560));
    let trim = render(&pdf, 1, 254.0, Extent::Trim).expect("drawn");
    assert_eq!(trim.dimensions(), (1000, 500));
    let [red, green, _] = trim.get_pixel(100, 250).0;
    assert!(red > 180 && green < 100, "red on the left");
    assert_eq!(trim.get_pixel(900, 250).0, [255; 3], "white on the right");
    assert_eq!(
        render(&pdf, 2, 25.0, Extent::Trim).err(),
        Some(Unreadable::NoPage { page: 2 })
    );
    assert_eq!(
        render(&pdf, 1, 1e6, Extent::Trim).err(),
        Some(Unreadable::PictureSize { page: 1 })
    );
}

#[test]
fn codes_are_compared_with_what_they_should_be() {
    let code = |text: &str, edge_mm| Code {
        text: text.into(),
        x_mm: 1.0,
        y_mm: 2.0,
        edge_mm,
        modules: 33,
    };
    let codes = [code("good", 29.5), code("other", 20.0)];
    let found = check_codes(1, &codes, Some(3), 30.0, &|text| text == "good");
    assert!(matches!(
        &found[..],
        [
            Finding::CodesUnread {
                found: 2,
                wanted: 3,
                ..
            },
            Finding::CodeSmall { .. },
            Finding::CodeTarget { .. }
        ]
    ));
}

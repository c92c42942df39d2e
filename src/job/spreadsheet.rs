//! The job ticket as a spreadsheet.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use super::Item;

/// The heads of the columns, and how wide they are in characters.
const COLUMNS: &[(&str, f64)] = &[
    ("序号", 6.0),
    ("品种", 9.0),
    ("标题", 28.0),
    ("成品尺寸（毫米）", 18.0),
    ("出血（毫米）", 12.0),
    ("面数", 6.0),
    ("材质", 16.0),
    ("覆膜", 10.0),
    ("份数", 8.0),
    ("文件名", 56.0),
    ("摆放地点", 40.0),
];

/// A workbook with the head of the job (label and value), and a row for each
/// item.
///
/// # Errors
///
/// What the format cannot hold.
pub fn spreadsheet(head: &[(&str, String)], items: &[Item]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without a time of its own the same job gives the same bytes.
    let long_ago = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&long_ago));
    let sheet = book.add_worksheet();
    sheet.set_name("送印单")?;
    let bold = Format::new().set_bold();
    let cell = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let column_head = cell.clone().set_bold();
    let mut row = 0;
    for (label, value) in head.iter().filter(|(_, value)| !value.is_empty()) {
        sheet.write_with_format(row, 0, *label, &bold)?;
        sheet.write(row, 2, value.as_str())?;
        row += 1;
    }
    row += 1;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, *width)?;
        sheet.write_with_format(row, column, *name, &column_head)?;
    }
    for (number, item) in (1_u32..).zip(items) {
        row += 1;
        sheet.write_with_format(row, 0, number, &cell)?;
        let texts = [
            (1, item.form),
            (2, &item.title),
            (3, &item.size),
            (6, &item.material),
            (7, &item.finish),
            (9, &item.file),
            (10, &item.places.join("、")),
        ];
        for (column, text) in texts {
            sheet.write_with_format(row, column, text, &cell)?;
        }
        sheet.write_with_format(row, 4, item.bleed, &cell)?;
        sheet.write_with_format(row, 5, item.pages as u32, &cell)?;
        sheet.write_with_format(row, 8, item.copies as u32, &cell)?;
    }
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

//! The printed products of a campaign: what each is like unless its page says
//! otherwise. Sizes, bleeds and distances are the usual ones of print shops;
//! the least heights keep text readable from where it is read.

use super::{Said, said};

/// A kind of printed product.
#[derive(Debug)]
pub struct Form {
    /// Its name.
    pub name: Said,
    /// How it is set.
    pub setting: Setting,
    /// Width and height of the trimmed sheet in mm; of the open sheet where it
    /// is folded, of one sheet where there are several.
    pub size: (f64, f64),
    /// Bleed in mm.
    pub bleed: f64,
    /// From how far it is read, in m.
    pub distance: f64,
    /// The smallest Han height for reading text, in mm.
    pub least: f64,
    /// The height kept free at the foot, in mm: the stand of a roll-up.
    pub clear: f64,
    /// The side of the squares kept free in the corners, in mm: eyelets.
    pub corners: f64,
    /// The pixels an inch that a picture on it needs.
    pub dpi: f64,
    /// Its layout, by the theme's name for it.
    pub layout: &'static str,
    /// What it is usually printed on.
    pub material: &'static str,
}

/// How a product is set: by which template of `print/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// One sheet.
    Board,
    /// One slogan.
    Banner,
    /// Faces: the panels of a leaflet, the sides of a card.
    Faces(&'static [Face]),
    /// Sheets that make up a wall.
    Wall,
    /// Pages that run on.
    Pages,
}

/// One face of a folded or two-sided product.
#[derive(Debug, PartialEq, Eq)]
pub struct Face {
    /// What it is for, as the theme knows it.
    pub role: &'static str,
    /// Its name for writers.
    pub name: Said,
    /// On which page of the PDF it lies, from 1.
    pub page: u32,
    /// Its left edge and its width, in thousandths of the sheet's width.
    pub across: (u32, u32),
}

const fn face(
    role: &'static str,
    zh: &'static str,
    en: &'static str,
    page: u32,
    across: (u32, u32),
) -> Face {
    Face {
        role,
        name: said(zh, en),
        page,
        across,
    }
}

const BIFOLD: &[Face] = &[
    face("cover", "封面", "cover", 1, (500, 500)),
    face("inside", "内一", "inside 1", 2, (0, 500)),
    face("inside", "内二", "inside 2", 2, (500, 500)),
    face("back", "封底", "back", 1, (0, 500)),
];

/// The panel that is folded in is 1.5 mm of 285 narrower than the others.
const NARROW: u32 = 330;
const WIDE: u32 = 335;

const TRIFOLD: &[Face] = &[
    face("cover", "封面", "cover", 1, (NARROW + WIDE, WIDE)),
    face("flap", "折入页", "flap", 1, (0, NARROW)),
    face("inside", "内一", "inside 1", 2, (0, WIDE)),
    face("inside", "内二", "inside 2", 2, (WIDE, WIDE)),
    face("inside", "内三", "inside 3", 2, (2 * WIDE, NARROW)),
    face("back", "封底", "back", 1, (NARROW, WIDE)),
];

const CARD: &[Face] = &[
    face("front", "正面", "front", 1, (0, 1000)),
    face("rear", "背面", "rear", 2, (0, 1000)),
];

const STANDING: Form = Form {
    name: said("展板", "board"),
    setting: Setting::Board,
    size: (900.0, 1200.0),
    bleed: 0.0,
    distance: 2.0,
    least: 9.0,
    clear: 0.0,
    corners: 0.0,
    dpi: 100.0,
    layout: "text",
    material: "KT板",
};

const IN_HAND: Form = Form {
    bleed: 3.0,
    distance: 0.5,
    least: 3.5,
    dpi: 300.0,
    layout: "answer",
    material: "157克铜版纸",
    ..STANDING
};

/// All products, in the order of the manual.
pub const FORMS: &[Form] = &[
    STANDING,
    Form {
        name: said("易拉宝", "roll-up"),
        size: (800.0, 2000.0),
        clear: 100.0,
        layout: "answer",
        material: "PP写真布",
        ..STANDING
    },
    Form {
        name: said("X展架", "x-stand"),
        size: (600.0, 1600.0),
        corners: 30.0,
        layout: "answer",
        material: "PP写真布",
        ..STANDING
    },
    Form {
        name: said("海报", "poster"),
        size: (420.0, 594.0),
        bleed: 3.0,
        distance: 1.0,
        least: 7.0,
        dpi: 150.0,
        layout: "answer",
        material: "157克铜版纸",
        ..STANDING
    },
    Form {
        name: said("横幅", "banner"),
        setting: Setting::Banner,
        size: (3000.0, 700.0),
        distance: 10.0,
        least: 40.0,
        dpi: 72.0,
        layout: "slogan",
        material: "喷绘布",
        ..STANDING
    },
    Form {
        name: said("背景板", "backdrop"),
        setting: Setting::Banner,
        size: (4000.0, 2500.0),
        distance: 10.0,
        least: 40.0,
        dpi: 72.0,
        layout: "slogan",
        material: "喷绘布",
        ..STANDING
    },
    Form {
        name: said("两折页", "bifold"),
        setting: Setting::Faces(BIFOLD),
        size: (420.0, 285.0),
        ..IN_HAND
    },
    Form {
        name: said("三折页", "trifold"),
        setting: Setting::Faces(TRIFOLD),
        size: (285.0, 210.0),
        ..IN_HAND
    },
    Form {
        name: said("明白卡", "card"),
        setting: Setting::Faces(CARD),
        size: (148.0, 210.0),
        material: "250克铜版纸",
        ..IN_HAND
    },
    Form {
        name: said("墙报", "wall newspaper"),
        setting: Setting::Wall,
        size: (420.0, 297.0),
        distance: 1.0,
        least: 6.0,
        dpi: 150.0,
        material: "A3纸",
        ..STANDING
    },
    Form {
        name: said("宣传册", "booklet"),
        setting: Setting::Pages,
        size: (148.0, 210.0),
        layout: "chapter",
        ..IN_HAND
    },
    HANDOUT,
];

/// One or more sheets from an office printer.
pub const HANDOUT: Form = Form {
    name: said("单张", "handout"),
    size: (210.0, 297.0),
    bleed: 0.0,
    distance: 0.6,
    material: "A4纸",
    ..IN_HAND
};

/// The names of all products, for the key 品种.
pub(super) const FORM_NAMES: &[Said] = &{
    let mut names = [said("", ""); FORMS.len()];
    let mut at = 0;
    while at < FORMS.len() {
        names[at] = FORMS[at].name;
        at += 1;
    }
    names
};

impl Form {
    /// Whether its pages are folded into a book.
    pub fn is_booklet(&self) -> bool {
        self.name.en == "booklet"
    }

    /// Whether it comes from an office printer.
    pub fn is_handout(&self) -> bool {
        self.name.en == HANDOUT.name.en
    }

    /// The product of this name, in either language.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMS
            .iter()
            .find(|form| form.name.zh == name || form.name.en.eq_ignore_ascii_case(name))
    }
}

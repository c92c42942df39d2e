//! Goes through the drawing of a page, operator by operator.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::boxes::inherited;
use super::font::Font;
use super::geometry::{Bounds, Matrix};
use super::notes::Notes;
use super::objects::{dictionary, exactly, matrix};
use super::report::FontReport;
use super::state::State;

/// How many operators a page may have, those of forms as often as they are
/// drawn: a hundred times what a full board has.
const OPERATIONS: usize = 2_000_000;

/// The largest content stream, in bytes.
const CONTENT: usize = 64 << 20;

/// How deep forms may lie in forms.
const DEPTH: usize = 12;

/// How deep states may be kept.
const STATES: usize = 1_000;

/// Why a page cannot be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The drawing is not made of operators.
    Garbled,
    /// There is more of it than any sheet needs.
    TooLarge,
}

/// The way through a page, with what is kept between its forms.
pub(super) struct Walk<'a> {
    pub(super) document: &'a Document,
    pub(super) notes: Notes<'a>,
    left: usize,
    fonts: HashMap<*const Dictionary, Rc<Font<'a>>>,
    contents: HashMap<*const Stream, Rc<Vec<Operation>>>,
    /// Tiles and masks that were gone through.
    seen: HashSet<*const Stream>,
    /// Those that are being gone through.
    within: HashSet<*const Stream>,
}

/// Goes through a page; `map` leads from its units to places.
pub(super) fn walk<'a>(
    document: &'a Document,
    id: ObjectId,
    page: &'a Dictionary,
    map: Matrix,
) -> Result<(Notes<'a>, BTreeSet<FontReport>), Stop> {
    let mut walk = Walk {
        document,
        notes: Notes::default(),
        left: OPERATIONS,
        fonts: HashMap::new(),
        contents: HashMap::new(),
        seen: HashSet::new(),
        within: HashSet::new(),
    };
    let content = document
        .get_page_content_with_limit(id, CONTENT)
        .map_err(|_| Stop::TooLarge)?;
    let resources = inherited(document, page, b"Resources");
    let resources = resources.and_then(|resources| resources.as_dict().ok());
    let operations = operations(&content)?;
    Run::new(&mut walk, resources, State::new(map), 0).all(&operations)?;
    let fonts = walk.fonts.values().map(|font| font.report()).collect();
    Ok((walk.notes, fonts))
}

fn operations(content: &[u8]) -> Result<Vec<Operation>, Stop> {
    // Strict: what the reader does not understand must not pass as clean.
    let content = Content::decode_strict(content).map_err(|_| Stop::Garbled)?;
    Ok(content.operations)
}

impl<'a> Walk<'a> {
    /// The operators of a form, a pattern or a drawn glyph.
    pub(super) fn content(&mut self, stream: &'a Stream) -> Result<Rc<Vec<Operation>>, Stop> {
        if let Some(known) = self.contents.get(&std::ptr::from_ref(stream)) {
            return Ok(Rc::clone(known));
        }
        let bytes =
            stream
                .decompressed_content_with_limit(CONTENT)
                .map_err(|error| match error {
                    lopdf::Error::Decompress(_) => Stop::TooLarge,
                    _ => Stop::Garbled,
                })?;
        let read = Rc::new(operations(&bytes)?);
        self.contents.insert(stream, Rc::clone(&read));
        Ok(read)
    }

    /// Takes work off what a page may make.
    pub(super) fn spend(&mut self, work: usize) -> Result<(), Stop> {
        self.left = self.left.checked_sub(work).ok_or(Stop::TooLarge)?;
        Ok(())
    }

    pub(super) fn font(&mut self, dictionary: &'a Dictionary) -> Rc<Font<'a>> {
        let document = self.document;
        let font = self.fonts.entry(dictionary);
        Rc::clone(font.or_insert_with(|| Rc::new(Font::read(document, dictionary))))
    }
}

/// The run through one stream.
pub(super) struct Run<'w, 'a> {
    pub(super) walk: &'w mut Walk<'a>,
    pub(super) resources: Option<&'a Dictionary>,
    pub(super) state: State<'a>,
    /// The map at the start of the stream, on which patterns lie.
    pub(super) base: Matrix,
    pub(super) depth: usize,
    /// The parts of the path, in units.
    pub(super) path: Vec<Bounds>,
    /// Whether colours are left as they are, as in a stencil.
    pub(super) uncoloured: bool,
    states: Vec<State<'a>>,
}

impl<'w, 'a> Run<'w, 'a> {
    pub(super) fn new(
        walk: &'w mut Walk<'a>,
        resources: Option<&'a Dictionary>,
        state: State<'a>,
        depth: usize,
    ) -> Self {
        Self {
            walk,
            resources,
            base: state.map,
            state,
            depth,
            path: Vec::new(),
            uncoloured: false,
            states: Vec::new(),
        }
    }

    pub(super) fn all(&mut self, operations: &[Operation]) -> Result<(), Stop> {
        for operation in operations {
            self.walk.spend(1)?;
            self.one(operation)?;
        }
        Ok(())
    }

    fn one(&mut self, operation: &Operation) -> Result<(), Stop> {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "q" => {
                if self.states.len() == STATES {
                    return Err(Stop::TooLarge);
                }
                self.states.push(self.state.clone());
            }
            "Q" => {
                if let Some(state) = self.states.pop() {
                    self.state = state;
                }
            }
            "cm" => {
                if let Some(map) = exactly(operands) {
                    self.state.map = Matrix(map).then(self.state.map);
                }
            }
            "w" => {
                if let Some([width]) = exactly(operands) {
                    self.state.line_width = width.abs();
                }
            }
            "d" => self.dash(operands),
            "gs" => self.graphics_state(operands)?,
            "Do" => self.draw(operands)?,
            "BI" => self.inline_picture(operands)?,
            "d1" => self.uncoloured = true,
            operator => {
                let known = self.path_operator(operator, operands)?
                    || self.colour_operator(operator, operands)?;
                if !known {
                    self.text_operator(operator, operands)?;
                }
            }
        }
        Ok(())
    }

    /// A resource by its kind and the name that is the last operand.
    pub(super) fn resource(&self, kind: &[u8], operands: &[Object]) -> Option<&'a Object> {
        let name = operands.last()?.as_name().ok()?;
        let all = dictionary(self.walk.document, self.resources?, kind)?;
        let (_, object) = self.walk.document.dereference(all.get(name).ok()?).ok()?;
        Some(object)
    }

    /// Runs through a tile or a mask, once however often it is used.
    pub(super) fn once(
        &mut self,
        stream: &'a Stream,
        state: State<'a>,
        uncoloured: bool,
    ) -> Result<(), Stop> {
        if self.walk.within.contains(&std::ptr::from_ref(stream)) {
            return Err(Stop::TooLarge);
        }
        if self.walk.seen.insert(stream) {
            self.walk.within.insert(stream);
            self.inside(stream, state, uncoloured)?;
            self.walk.within.remove(&std::ptr::from_ref(stream));
        }
        Ok(())
    }

    /// Runs through a stream that is drawn here; its `Matrix` leads to `state`.
    pub(super) fn inside(
        &mut self,
        stream: &'a Stream,
        mut state: State<'a>,
        uncoloured: bool,
    ) -> Result<(), Stop> {
        if self.depth == DEPTH {
            return Err(Stop::TooLarge);
        }
        let operations = self.walk.content(stream)?;
        let document = self.walk.document;
        state.map = matrix(document, &stream.dict).then(state.map);
        let resources = dictionary(document, &stream.dict, b"Resources").or(self.resources);
        let mut run = Run::new(self.walk, resources, state, self.depth + 1);
        run.uncoloured = uncoloured;
        run.all(&operations)
    }
}

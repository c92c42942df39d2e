//! Fingerprints of values and of what a template reads of its context: equal
//! for what renders to the same bytes, different for all that differs.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tera::value::{Key, ValueKind};
use tera::{Context, Map, Value};

use crate::theme::{Shape, Uses};

/// 128 bits of BLAKE3.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(pub [u8; 16]);

impl Fingerprint {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(half)
    }

    /// Of several things together. None if they cannot be written down.
    pub fn of_parts(parts: &impl Serialize) -> Option<Self> {
        postcard::to_stdvec(parts)
            .ok()
            .map(|bytes| Self::of(&bytes))
    }

    /// Of what a template reads of its context, and of the template. What its
    /// functions and filters know beside the context is not in it.
    ///
    /// None if the template asks for the context as a whole, which cannot be
    /// looked through.
    pub fn of_context(context: &Context, uses: &Uses, memo: &Memo) -> Option<Self> {
        if uses.shape().is_whole() {
            return None;
        }
        let mut encoder = Encoder::new(memo);
        encoder.bytes.extend(uses.hash().0);
        encoder.bytes.extend(uses.shape().id().0);
        for (name, shape) in uses.shape().fields() {
            encoder.member(context.get(name), shape);
        }
        Some(Self::of(&encoder.bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Remembers the fingerprints of lists and maps that many contexts share, of
/// each for every shape. It saves time and changes no fingerprint.
///
/// A shared value is known by its address, which nothing else can have while the
/// memo holds the value.
#[derive(Debug, Default)]
pub struct Memo {
    shelves: [RwLock<FxHashMap<usize, Arc<Shared>>>; SHELVES],
}

/// So many threads seldom wait for each other.
const SHELVES: usize = 16;

#[derive(Debug)]
struct Shared {
    /// Held for its address.
    _value: Value,
    /// By the `id` of the shape.
    known: RwLock<Vec<(Fingerprint, Fingerprint)>>,
}

impl Memo {
    /// Shares a list or a map; other values need none, nor do those of fewer
    /// members than [`LARGE`].
    pub fn share(&self, value: &Value) {
        if let Some(address) = address(value).filter(|_| members(value) >= LARGE) {
            write(self.shelf(address))
                .entry(address)
                .or_insert_with(|| {
                    Arc::new(Shared {
                        _value: value.clone(),
                        known: RwLock::default(),
                    })
                });
        }
    }

    fn shelf(&self, address: usize) -> &RwLock<FxHashMap<usize, Arc<Shared>>> {
        // What is allocated lies at multiples of 16 or more.
        &self.shelves[(address >> 6) % SHELVES]
    }

    fn get(&self, address: usize) -> Option<Arc<Shared>> {
        read(self.shelf(address)).get(&address).cloned()
    }

    /// The fingerprint of a large list or map.
    fn of(&self, value: &Value, shape: &Shape) -> Fingerprint {
        let shared = address(value).and_then(|address| self.get(address));
        let id = shape.id();
        if let Some(shared) = &shared
            && let Some((_, known)) = read(&shared.known).iter().find(|(of, _)| *of == id)
        {
            return *known;
        }
        let mut encoder = Encoder::new(self);
        encoder.inside(value, shape);
        let made = Fingerprint::of(&encoder.bytes);
        if let Some(shared) = shared {
            write(&shared.known).push((id, made));
        }
        made
    }
}

fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

/// Lists and maps of as many members have a fingerprint of their own in that of
/// what holds them.
pub const LARGE: usize = 16;

fn members(value: &Value) -> usize {
    match (value.as_array(), value.as_map()) {
        (Some(list), _) => list.len(),
        (_, Some(map)) => map.len(),
        _ => 0,
    }
}

/// Where a list's or a map's members are. None for what has no place of its own.
fn address(value: &Value) -> Option<usize> {
    match value.as_array() {
        Some([]) => None,
        Some(list) => Some(list.as_ptr().addr()),
        None => value.as_map().map(|map| std::ptr::from_ref(map).addr()),
    }
}

/// Stands for a value that is not there.
const MISSING: u8 = 255;
/// Stands for a large list or map, whose fingerprint follows.
const LARGE_VALUE: u8 = 254;
/// Stands for a text that is not escaped.
const SAFE: u8 = 253;

/// Writes values so that no two differing ones, read in one shape, give the same
/// bytes: each begins with its kind and, where needed, its length.
struct Encoder<'a> {
    memo: &'a Memo,
    bytes: Vec<u8>,
}

impl<'a> Encoder<'a> {
    fn new(memo: &'a Memo) -> Self {
        Self {
            memo,
            bytes: Vec::with_capacity(8192),
        }
    }

    fn member(&mut self, value: Option<&Value>, shape: &Shape) {
        match value {
            Some(value) => self.value(value, shape),
            None => self.bytes.push(MISSING),
        }
    }

    fn value(&mut self, value: &Value, shape: &Shape) {
        if members(value) >= LARGE && shape.reads_members() {
            self.bytes.push(LARGE_VALUE);
            self.bytes.extend(self.memo.of(value, shape).0);
        } else {
            self.inside(value, shape);
        }
    }

    fn inside(&mut self, value: &Value, shape: &Shape) {
        let kind = value.kind();
        if kind != ValueKind::String || !value.is_safe() {
            self.bytes.push(tag(kind));
        }
        match kind {
            ValueKind::Bool => self.bytes.push(value.is_truthy().into()),
            ValueKind::String => {
                if value.is_safe() {
                    self.bytes.push(SAFE);
                }
                self.text(value.as_str().unwrap_or_default());
            }
            ValueKind::F64 => {
                let bits = value.as_f64().unwrap_or_default().to_bits();
                self.bytes.extend(bits.to_le_bytes());
            }
            ValueKind::U64 => self
                .bytes
                .extend(value.as_u64().unwrap_or_default().to_le_bytes()),
            ValueKind::I64 => self
                .bytes
                .extend(value.as_i64().unwrap_or_default().to_le_bytes()),
            ValueKind::U128 => self
                .bytes
                .extend(value.as_u128().unwrap_or_default().to_le_bytes()),
            ValueKind::I128 => self
                .bytes
                .extend(value.as_i128().unwrap_or_default().to_le_bytes()),
            ValueKind::Bytes => {
                let bytes = value.as_bytes().unwrap_or_default();
                self.length(bytes.len());
                self.bytes.extend(bytes);
            }
            ValueKind::Array => self.list(value.as_array().unwrap_or_default(), shape),
            ValueKind::Map => {
                if let Some(map) = value.as_map() {
                    self.map(map, shape);
                }
            }
            // Undefined and none, which are no more than their kind.
            _ => {}
        }
    }

    /// Seven bits a byte, the lowest first; the last is below 128.
    fn length(&mut self, mut length: usize) {
        while length >= 0x80 {
            self.bytes.push(length as u8 | 0x80);
            length >>= 7;
        }
        self.bytes.push(length as u8);
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn list(&mut self, list: &[Value], shape: &Shape) {
        let each = shape.of_members();
        if each.is_some() || shape.reads_size() {
            self.length(list.len());
        }
        if let Some(each) = each {
            list.iter().for_each(|value| self.value(value, each));
        }
    }

    fn map(&mut self, map: &Map, shape: &Shape) {
        let each = shape.of_members();
        if each.is_some() || shape.reads_size() {
            self.length(map.len());
        }
        if let Some(each) = each {
            for (key, value) in map {
                self.key(key);
                self.value(value, each);
            }
        }
        for (name, shape) in shape.fields() {
            self.member(member(map, name), shape);
        }
    }

    fn key(&mut self, key: &Key<'_>) {
        match key.as_str() {
            Some(text) => {
                self.bytes.push(tag(ValueKind::String));
                self.text(text);
            }
            None => self.inside(&key.as_value(), &Shape::default()),
        }
    }
}

/// Hashing a key takes longer than to look through a small map.
fn member<'a>(map: &'a Map, name: &'a str) -> Option<&'a Value> {
    match map.len() {
        0..LARGE => {
            let mut members = map.iter();
            members.find_map(|(key, value)| (key.as_str() == Some(name)).then_some(value))
        }
        _ => map.get(&Key::Str(name)),
    }
}

fn tag(kind: ValueKind) -> u8 {
    match kind {
        ValueKind::Undefined => 0,
        ValueKind::None => 1,
        ValueKind::Bool => 2,
        ValueKind::U64 => 3,
        ValueKind::I64 => 4,
        ValueKind::U128 => 5,
        ValueKind::I128 => 6,
        ValueKind::F64 => 7,
        ValueKind::String => 8,
        ValueKind::Array => 9,
        ValueKind::Map => 10,
        ValueKind::Bytes => 11,
        // A kind that a later Tera may bring.
        _ => 12,
    }
}

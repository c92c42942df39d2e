//! Writes random templates and contexts, the same in every run.

use tera::{Map, Value};

/// Numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

pub const NAMES: &[&str] = &["a", "b", "c", "d", "e"];
pub const FIELDS: &[&str] = &["x", "y", "z"];

/// Writes templates of the kind that people write, and stranger ones.
pub struct Author<'a>(pub &'a mut Dice);

impl Author<'_> {
    pub fn template(&mut self, deep: usize) -> String {
        let count = 1 + self.0.roll(3);
        (0..count).map(|_| self.statement(deep)).collect()
    }

    fn statement(&mut self, deep: usize) -> String {
        let name = self.0.pick(NAMES);
        if deep == 0 {
            return self.shown();
        }
        match self.0.roll(14) {
            0 => format!(
                "{{% if {} %}}{}{{% else %}}{}{{% endif %}}",
                self.value(2),
                self.template(deep - 1),
                self.shown()
            ),
            1..=3 => format!(
                "{{% for {name} in {} %}}{}{{% endfor %}}",
                self.list(2),
                self.template(deep - 1)
            ),
            4 => format!(
                "{{% for k, {name} in {} %}}{{{{ k }}}}{}{{% endfor %}}",
                self.path(),
                self.template(deep - 1)
            ),
            5 | 6 => format!("{{% set {name} = {} %}}", self.value(2)),
            7 => format!("{{% set_global {name} = {} %}}", self.list(2)),
            8 => format!(
                "{{% set {name} %}}{}{{% endset %}}",
                self.template(deep - 1)
            ),
            9 => "{% include \"part\" %}".into(),
            10 => format!(
                "{{{{ <one a={{{}}} b c={{{}}} /> }}}}",
                self.value(2),
                self.value(1)
            ),
            11 => format!(
                "{{% <two {{...{}}} > %}}{}{{% </two> %}}",
                self.path(),
                self.template(deep - 1)
            ),
            12 => format!("{{{{ <three /> }}}}{}", self.shown()),
            _ => self.shown(),
        }
    }

    fn shown(&mut self) -> String {
        match self.0.roll(4) {
            0 => format!("[{{{{ {} }}}}]", self.value(2)),
            _ => format!("[{{{{ {} | default(value=\"?\") }}}}]", self.path()),
        }
    }

    fn path(&mut self) -> String {
        let mut path = self.0.pick(NAMES).to_owned();
        for _ in 0..self.0.roll(3) {
            let field = self.0.pick(FIELDS);
            path += &match self.0.roll(8) {
                0 => "?[0]".into(),
                1 => format!("?[\"{field}\"]"),
                2 => format!("?[{}]", self.0.pick(NAMES)),
                _ => format!("?.{field}"),
            };
        }
        path
    }

    fn list(&mut self, deep: usize) -> String {
        let name = self.0.pick(NAMES);
        match self.0.roll(8) {
            0 => format!("{}?[:2]", self.path()),
            1 => format!(
                "[{} for {name} in {} if {}]",
                self.value(deep - 1),
                self.path(),
                self.value(deep - 1)
            ),
            2 => format!("[{}, ...{}]", self.value(deep - 1), self.path()),
            3 => format!("{} or [{}]", self.path(), self.path()),
            4 => format!("{} | sort(attribute=\"x\")", self.path()),
            5 => format!("{} | reverse", self.path()),
            _ => self.path(),
        }
    }

    fn value(&mut self, deep: usize) -> String {
        if deep == 0 {
            return self.path();
        }
        match self.0.roll(16) {
            0 => format!("{} or {}", self.path(), self.value(deep - 1)),
            1 => format!("{} and {}", self.path(), self.value(deep - 1)),
            2 => format!("not {}", self.path()),
            3 => format!("{} == {}", self.path(), self.value(deep - 1)),
            4 => format!(
                "{} if {} else {}",
                self.value(deep - 1),
                self.path(),
                self.value(deep - 1)
            ),
            5 => format!("{} | length", self.path()),
            6 => format!("{} | first", self.path()),
            7 => format!("{{\"x\": {}, ...{}}}", self.path(), self.path()),
            8 => format!("({} or {}) | last", self.path(), self.list(deep)),
            9 => format!("{} is defined", self.path()),
            10 => format!("{} ~ {}", self.path(), self.path()),
            11 => format!("{} in {}", self.path(), self.path()),
            12 => self.list(deep),
            _ => self.path(),
        }
    }
}

/// A value nested this deep.
pub fn random(dice: &mut Dice, deep: usize) -> Value {
    match dice.roll(if deep == 0 { 4 } else { 12 }) {
        0 => Value::none(),
        1 => Value::from(dice.roll(3) as u64),
        2 | 3 => Value::from(["", "x", "<y>"][dice.roll(3)]),
        4..=6 => (0..dice.roll(4))
            .map(|_| random(dice, deep - 1))
            .collect::<Vec<_>>()
            .into(),
        _ => {
            let mut map = Map::new();
            for field in FIELDS {
                if dice.roll(5) > 0 {
                    map.insert((*field).into(), random(dice, deep - 1));
                }
            }
            map.into()
        }
    }
}

/// The value with one thing in it changed.
pub fn changed(value: &Value, dice: &mut Dice) -> Value {
    if dice.roll(4) > 0 {
        if let Some(list) = value.as_array().filter(|list| !list.is_empty()) {
            let mut list = list.to_vec();
            let at = dice.roll(list.len());
            list[at] = changed(&list[at], dice);
            return list.into();
        }
        if let Some(map) = value.as_map().filter(|map| !map.is_empty()) {
            let mut map = map.clone();
            let at = dice.roll(map.len());
            if let Some((_, member)) = map.get_index_mut(at) {
                *member = changed(member, dice);
            }
            return map.into();
        }
    }
    random(dice, 2)
}

//! What an output is made from, as a fingerprint.

use super::Renderer;
use crate::fingerprint::Fingerprint;
use crate::plan::{BodiesAs, Planned, Shown, context, template};

impl Renderer<'_> {
    /// Stands for all that an output is made from by its template, this program
    /// apart: where it is the same for two outputs at one path, so are the bytes.
    ///
    /// None for outputs without a template, and for one that asks for the whole
    /// of its context.
    pub fn origin(&self, shown: Shown<'_>, planned: &Planned) -> Option<Fingerprint> {
        let template = template(shown.of, planned)?;
        let uses = self.theme.uses.get(&template)?;
        let bodies = BodiesAs::Fingerprints;
        let context = context(shown, planned, &template, uses.shape(), bodies);
        let read = Fingerprint::of_context(&context, uses, &shown.views.memo)?;
        Fingerprint::of_parts(&(template, read, self.theme.addresses_for(uses)))
    }
}

//! The strokes of a plan.

use std::fmt::Write;

use super::super::svg::{GREY, INK, escape, number};
use super::legend::columns;
use super::measure::{clockwise, metres, outward, round_down, to_float, whole, width};
use super::sheet::{Fill, Hatch, Plan, Plot, Point, Sheet};

/// A plan in the making.
pub(super) struct Draw<'a> {
    pub text: String,
    pub plan: &'a Plan<'a>,
    pub sheet: Sheet,
}

impl Draw<'_> {
    /// A stroke so many tenths of a twelfth of the letters thick: the same on screen and paper.
    pub fn line(&self, weight: f64) -> String {
        format!("{:.3}", self.sheet.font / 12.0 * weight)
    }

    pub fn points(&self, ring: &[Point]) -> String {
        let point = |at: &Point| {
            let (x, y) = self.sheet.at(*at);
            format!("{},{}", number(x), number(y))
        };
        ring.iter().map(point).collect::<Vec<_>>().join(" ")
    }

    fn write(&mut self, (x, y): Point, anchor: &str, size: f64, more: &str, words: &str) {
        let _ = write!(
            self.text,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{}\" fill=\"{INK}\"{more}>{}</text>",
            number(x),
            number(y),
            number(size),
            escape(words)
        );
    }

    fn pattern(&self, hatch: Hatch) -> String {
        format!("{}-{}", escape(self.plan.id), hatch as u8)
    }

    pub fn patterns(&mut self) {
        let size = self.sheet.font * 0.75;
        let s = number(size);
        let half = number(size / 2.0);
        let slant = format!("M0,{s} L{s},0");
        let back = format!("M0,0 L{s},{s}");
        self.text.push_str("<defs>");
        for hatch in Hatch::ALL {
            let path = match hatch {
                Hatch::None => continue,
                Hatch::Slant => slant.clone(),
                Hatch::BackSlant => back.clone(),
                Hatch::Cross => format!("{slant} {back}"),
                Hatch::Level => format!("M0,{half} L{s},{half}"),
                Hatch::Upright => format!("M{half},0 L{half},{s}"),
                // A very short line with round ends is a dot.
                Hatch::Dots => format!("M{half},{half} l0.01,0"),
            };
            let weight = if hatch == Hatch::Dots { 2.2 } else { 0.9 };
            let _ = write!(
                self.text,
                "<pattern id=\"{}\" width=\"{s}\" height=\"{s}\" patternUnits=\"userSpaceOnUse\">\
                 <path d=\"{path}\" fill=\"none\" stroke=\"{GREY}\" stroke-width=\"{}\" stroke-linecap=\"round\" stroke-opacity=\"0.5\"/></pattern>",
                self.pattern(hatch),
                self.line(weight)
            );
        }
        let (width, height) = (number(self.sheet.width), number(self.sheet.height));
        let _ = write!(
            self.text,
            "<clipPath id=\"{}-clip\"><rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\"/></clipPath></defs>",
            escape(self.plan.id)
        );
    }

    pub fn frame(&mut self) {
        let (width, height) = (number(self.sheet.width), number(self.sheet.height));
        let line = self.line(1.0);
        let _ = write!(
            self.text,
            "<rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\" stroke=\"{GREY}\" stroke-width=\"{line}\"/>\
             <g clip-path=\"url(#{}-clip)\">",
            escape(self.plan.id)
        );
    }

    /// Crosses at round coordinates, named along the left and the upper edge.
    pub fn grid(&mut self) {
        let step = round_down(self.sheet.width.min(self.sheet.height) * self.sheet.metres / 2.5);
        let (half_width, half_height) = (
            self.sheet.width * self.sheet.metres / 2.0,
            self.sheet.height * self.sheet.metres / 2.0,
        );
        let lines = |low: f64, high: f64| {
            let first = (low / step).ceil() * step;
            std::iter::successors(Some(first), move |at| Some(at + step))
                .take_while(move |at| *at <= high)
                .take(40)
                .collect::<Vec<_>>()
        };
        let easts = lines(
            self.sheet.centre.0 - half_width,
            self.sheet.centre.0 + half_width,
        );
        let norths = lines(
            self.sheet.centre.1 - half_height,
            self.sheet.centre.1 + half_height,
        );
        let arm = self.sheet.font * 0.4;
        let thin = self.line(0.8);
        let free =
            |x: f64, y: f64| x > arm * 2.0 + self.sheet.font * 6.0 && y > self.sheet.font * 2.0;
        for (east, north) in easts
            .iter()
            .flat_map(|east| norths.iter().map(move |north| (*east, *north)))
        {
            let (x, y) = self.sheet.at((east, north));
            // Where a name stands at the edge, the cross would strike it through.
            if !free(x, y) {
                continue;
            }
            let (left, right, up, down) = (
                number(x - arm),
                number(x + arm),
                number(y - arm),
                number(y + arm),
            );
            let (x, y) = (number(x), number(y));
            let _ = write!(
                self.text,
                "<path d=\"M{left},{y} H{right} M{x},{up} V{down}\" stroke=\"{GREY}\" stroke-width=\"{thin}\"/>"
            );
        }
        let (small, halo) = (self.sheet.font * 0.75, self.halo());
        for east in easts {
            let (x, _) = self.sheet.at((east, 0.0));
            if (small * 4.0..self.sheet.width - small * 7.0).contains(&x) {
                self.write(
                    (x, small * 1.1),
                    "middle",
                    small,
                    &halo,
                    &format!("Y {}", metres(east)),
                );
            }
        }
        for north in norths {
            let (_, y) = self.sheet.at((0.0, north));
            if (small * 4.0..self.sheet.height - small).contains(&y) {
                self.write(
                    (small * 0.3, y + small * 0.35),
                    "start",
                    small,
                    &halo,
                    &format!("X {}", metres(north)),
                );
            }
        }
    }

    pub fn plot(&mut self, plot: &Plot) {
        let points = self.points(&plot.ring);
        let line = self.line(if plot.bold { 2.6 } else { 1.1 });
        let fill = plot.fill.unwrap_or(Fill {
            colour: "#ffffff",
            hatch: Hatch::None,
        });
        let _ = write!(
            self.text,
            "<g><title>{}</title><polygon points=\"{points}\" fill=\"{}\" stroke=\"{INK}\" stroke-width=\"{line}\" stroke-linejoin=\"round\"/>",
            escape(&plot.title),
            fill.colour
        );
        if fill.hatch != Hatch::None {
            let _ = write!(
                self.text,
                "<polygon points=\"{points}\" fill=\"url(#{})\"/>",
                self.pattern(fill.hatch)
            );
        }
        self.text.push_str("</g>");
    }

    /// The outline of a plot as a link without a colour of its own.
    pub fn link(&mut self, plot: &Plot, href: &str) {
        let points = self.points(&plot.ring);
        let _ = write!(
            self.text,
            "<a href=\"{}\" tabindex=\"-1\"><title>{}</title><polygon points=\"{points}\" fill=\"#ffffff\" fill-opacity=\"0\"/></a>",
            escape(href),
            escape(&plot.title)
        );
    }

    /// A white edge, so that letters stay readable on colours and hatches.
    fn halo(&self) -> String {
        let width = self.line(2.8);
        format!(
            " stroke=\"#ffffff\" stroke-width=\"{width}\" paint-order=\"stroke\" stroke-linejoin=\"round\" pointer-events=\"none\""
        )
    }

    /// As many lines of the label as there is room for, the first in smaller letters rather than not at all.
    fn label(&mut self, plot: &Plot, at: Point, wide: f64, tall: f64, halo: &str) {
        let fits = |words: &str, size: f64| width(words, size) <= wide * 1.05;
        let sizes = [1.0, 0.8].map(|part| part * self.sheet.font);
        let size = sizes.into_iter().find(|size| {
            plot.lines
                .first()
                .is_some_and(|first| fits(first, *size) && tall >= size * 1.15)
        });
        let Some(size) = size else { return };
        let rows = plot
            .lines
            .iter()
            .take_while(|line| fits(line, size))
            .count()
            .min(whole(tall / (size * 1.25)).max(1));
        let (x, y) = self.sheet.at(at);
        let mut baseline = y - size * 1.2 * (to_float(rows) - 1.0) / 2.0 + size * 0.35;
        for (index, line) in plot.lines.iter().take(rows).enumerate() {
            let weight = if index == 0 {
                " font-weight=\"600\""
            } else {
                ""
            };
            self.write(
                (x, baseline),
                "middle",
                size,
                &format!("{weight}{halo}"),
                line,
            );
            baseline += size * 1.2;
        }
    }

    /// The label, the names of the corners and the lengths of the sides.
    pub fn words(&mut self, plot: &Plot) {
        let halo = self.halo();
        if let Some((at, (wide, tall))) = plot.label {
            self.label(
                plot,
                at,
                wide / self.sheet.metres,
                tall / self.sheet.metres,
                &halo,
            );
        }
        let small = self.sheet.font * 0.75;
        let count = plot.ring.len();
        for (at, name) in plot.corners.iter().enumerate().take(count) {
            let (x, y) = self.sheet.at(plot.ring[at]);
            let dot = number(self.sheet.font * 0.16);
            let _ = write!(
                self.text,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{dot}\" fill=\"{INK}\"/>",
                number(x),
                number(y)
            );
            // Outward: away from the middle of the neighbours.
            let (before, after) = (
                self.sheet.at(plot.ring[(at + count - 1) % count]),
                self.sheet.at(plot.ring[(at + 1) % count]),
            );
            let (dx, dy) = outward((x, y), before, after, clockwise(&plot.ring));
            self.write(
                (x + dx * small, y + dy * small + small * 0.35),
                "middle",
                small,
                &format!(" font-weight=\"600\"{halo}"),
                name,
            );
        }
        for (at, words) in plot.sides.iter().enumerate().take(count) {
            let (a, b) = (
                self.sheet.at(plot.ring[at]),
                self.sheet.at(plot.ring[(at + 1) % count]),
            );
            // A side shorter than its own length in figures is in the table only.
            if (b.0 - a.0).hypot(b.1 - a.1) < width(words, small) * 1.3 {
                continue;
            }
            let (mut angle, middle) = (
                (b.1 - a.1).atan2(b.0 - a.0).to_degrees(),
                (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1)),
            );
            if !(-90.0..90.0).contains(&angle) {
                angle -= 180.0_f64.copysign(angle);
            }
            let turn = format!(
                " transform=\"rotate({} {} {})\"{halo}",
                number(angle),
                number(middle.0),
                number(middle.1)
            );
            self.write(
                (middle.0, middle.1 - small * 0.3),
                "middle",
                small,
                &turn,
                words,
            );
        }
    }

    pub fn north(&mut self) {
        let f = self.sheet.font;
        let (x, y) = (self.sheet.width - f * 1.7, f * 1.6);
        let at = |dx: f64, dy: f64| format!("{},{}", number(x + dx * f), number(y + dy * f));
        let line = self.line(1.0);
        let _ = write!(
            self.text,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#ffffff\" fill-opacity=\"0.85\"/>\
             <polygon points=\"{} {} {} {}\" fill=\"#ffffff\" stroke=\"{INK}\" stroke-width=\"{line}\"/>\
             <polygon points=\"{} {} {}\" fill=\"{INK}\"/>",
            number(x - f * 1.2),
            number(f * 0.3),
            number(f * 2.4),
            number(f * 4.2),
            at(0.0, 0.0),
            at(0.7, 2.4),
            at(0.0, 1.8),
            at(-0.7, 2.4),
            at(0.0, 0.0),
            at(0.0, 1.8),
            at(-0.7, 2.4)
        );
        self.write(
            (x, y - f * 0.3),
            "middle",
            f,
            " font-weight=\"600\"",
            self.plan.north,
        );
    }

    /// The bar is four fields of equal length, and proves the scale of a print.
    pub fn bar(&mut self) {
        let f = self.sheet.font;
        let length = round_down(self.sheet.width * self.sheet.metres / 4.0);
        let field = length / 4.0 / self.sheet.metres;
        let (x, y) = (f * 0.6, self.sheet.height + f * 1.9);
        let line = self.line(0.8);
        for part in 0..4u8 {
            let fill = if part % 2 == 0 { INK } else { "#ffffff" };
            let _ = write!(
                self.text,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"{line}\"/>",
                number(x + f64::from(part) * field),
                number(y),
                number(field),
                number(f * 0.45)
            );
        }
        let end = if length >= 1000.0 {
            format!("{} km", length / 1000.0)
        } else {
            format!("{length} m")
        };
        self.write((x, y - f * 0.4), "middle", f * 0.8, "", "0");
        self.write((x + field * 4.0, y - f * 0.4), "middle", f * 0.8, "", &end);
        if !self.plan.scale.is_empty() {
            self.write(
                (x + field * 4.0 + f * 3.0, y + f * 0.4),
                "start",
                f,
                " font-weight=\"600\"",
                self.plan.scale,
            );
        }
    }

    pub fn keys(&mut self) {
        let f = self.sheet.font;
        let columns = columns(&self.sheet, self.plan.keys);
        let rows = self.plan.keys.len().div_ceil(columns).max(1);
        let wide = self.sheet.width / to_float(columns);
        let top = self.sheet.height + f * 3.4;
        let line = self.line(0.9);
        for (index, (fill, words)) in self.plan.keys.iter().enumerate() {
            let (x, y) = (
                f * 0.2 + wide * to_float(index / rows),
                top + f * 1.7 * to_float(index % rows),
            );
            let place = format!(
                "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(x),
                number(y),
                number(f * 1.9),
                number(f * 1.2)
            );
            let _ = write!(
                self.text,
                "<rect {place} fill=\"{}\" stroke=\"{INK}\" stroke-width=\"{line}\"/>",
                fill.colour
            );
            if fill.hatch != Hatch::None {
                let _ = write!(
                    self.text,
                    "<rect {place} fill=\"url(#{})\"/>",
                    self.pattern(fill.hatch)
                );
            }
            self.write((x + f * 2.4, y + f * 0.95), "start", f, "", words);
        }
    }
}

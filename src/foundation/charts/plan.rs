//! A plan of land at a scale: plots with colour, hatch and label, a grid, a north arrow, a scale bar and a legend.
//!
//! Positions are easting and northing in metres; the sheet is measured in its own units: millimetres of paper, or pixels.

mod draw;
mod legend;
mod measure;
mod sheet;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::svg::{escape, number};
use draw::Draw;

pub use legend::legend_height;
pub use sheet::{Fill, Hatch, Plan, Plot, Point, Sheet, bounds};

const RED: &str = "#b3261e";

/// The links of a plan, to be laid over it: a picture holds nothing to press. They are shortcuts for a pointer and hidden from
/// everybody else, so a table beside the plan must hold the same links.
pub fn links(plan: &Plan<'_>) -> String {
    let mut draw = Draw {
        text: String::new(),
        plan,
        sheet: plan.sheet,
    };
    let height = plan.sheet.height + legend_height(&plan.sheet, plan.keys);
    let _ = write!(
        draw.text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
        number(plan.sheet.width),
        number(height)
    );
    for plot in plan.plots {
        if let Some(href) = &plot.href {
            draw.link(plot, href);
        }
    }
    draw.text.push_str("</svg>");
    draw.text
}

/// The plan as SVG.
pub fn plan(plan: &Plan<'_>) -> String {
    let mut draw = Draw {
        text: String::new(),
        plan,
        sheet: plan.sheet,
    };
    let strip = legend_height(&plan.sheet, plan.keys);
    let (width, height) = (plan.sheet.width, plan.sheet.height + strip);
    let size = if plan.sheet.paper {
        format!(
            " width=\"{}mm\" height=\"{}mm\"",
            number(width),
            number(height)
        )
    } else {
        String::new()
    };
    let _ = write!(
        draw.text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\"{size} role=\"img\" aria-labelledby=\"{id}\" \
         font-family=\"KCN Sans, IBM Plex Sans, Segoe UI, Liberation Sans, sans-serif\"><title id=\"{id}\">{}</title>",
        number(width),
        number(height),
        escape(plan.title),
        id = escape(plan.id)
    );
    draw.patterns();
    draw.frame();
    for plot in plan.plots {
        draw.plot(plot);
    }
    draw.grid();
    for plot in plan.plots {
        draw.words(plot);
    }
    for mark in plan.marks {
        let points = draw.points(mark);
        let _ = write!(
            draw.text,
            "<polygon points=\"{points}\" fill=\"{RED}\" fill-opacity=\"0.55\" stroke=\"{RED}\" stroke-width=\"{}\"/>",
            draw.line(1.6)
        );
    }
    draw.text.push_str("</g>");
    draw.north();
    draw.bar();
    draw.keys();
    draw.text.push_str("</svg>");
    draw.text
}

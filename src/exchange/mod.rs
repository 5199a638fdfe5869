//! The bundle.
use sqlx::PgPool; use std::path::Path; use crate::kernel::Origin;
pub async fn is_empty(_: &PgPool) -> sqlx::Result<bool> { Ok(false) }
pub async fn import(_: &PgPool, _: &Path, _: &Origin) -> Result<String, String> { Ok(String::new()) }
pub async fn import_demo(_: &PgPool, _: &Origin) -> Result<String, String> { Ok(String::new()) }
pub async fn export(_: &PgPool, _: &Path) -> Result<String, String> { Ok(String::new()) }

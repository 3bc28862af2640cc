//! Reading a request: JSON, or a form with files and `payload_json`.

use crate::error::ApiError;
use crate::rest::call::{Upload, percent_decoded};
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use serde_json::Value;
use std::sync::Arc;

/// More than this no request may carry.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// A body as it was understood.
#[derive(Debug)]
pub(crate) struct Payload {
    pub(crate) json: Value,
    pub(crate) files: Vec<Upload>,
}

pub(crate) async fn read(request: Request) -> Result<Payload, ApiError> {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_form = content_type.is_some_and(|value| value.starts_with("multipart/form-data"));
    let (parts, body) = request.into_parts();
    let too_large = |_| ApiError::new(413, 40_005, "Request entity too large");
    let bytes = to_bytes(body, LARGEST_BODY).await.map_err(too_large)?;
    if is_form {
        return read_form(Request::from_parts(parts, Body::from(bytes))).await;
    }
    if bytes.is_empty() {
        return Ok(Payload { json: Value::Null, files: Vec::new() });
    }
    Ok(Payload { json: parse(&bytes)?, files: Vec::new() })
}

fn parse(bytes: &[u8]) -> Result<Value, ApiError> {
    serde_json::from_slice(bytes).map_err(|_| ApiError::new(400, 50_109, "The request body contains invalid JSON."))
}

async fn read_form(request: Request) -> Result<Payload, ApiError> {
    let invalid = || ApiError::new(400, 50_035, "Invalid Form Body");
    // The size was limited when the bytes were read.
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| invalid())?;
    let mut payload = Payload { json: Value::Null, files: Vec::new() };
    while let Some(part) = form.next_field().await.map_err(|_| invalid())? {
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(ToOwned::to_owned);
        let content_type = part.content_type().map(ToOwned::to_owned);
        let bytes = part.bytes().await.map_err(|_| invalid())?;
        if name == "payload_json" {
            payload.json = parse(&bytes)?;
        } else if name.starts_with("file") {
            let number = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']')?.parse().ok());
            let filename = filename.unwrap_or_else(|| "file".to_owned());
            payload.files.push(Upload { number, filename, content_type, bytes: Arc::from(&bytes[..]) });
        } else {
            return Err(ApiError::new(400, 50_035, &format!("Invalid Form Body: unknown part {name}")));
        }
    }
    Ok(payload)
}

/// The pairs of a query string.
pub(crate) fn query(text: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decoded(&text.replace('+', " "));
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect()
}

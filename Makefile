# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
TARGET := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := help
.PHONY: help run test lint prepare bench bench-bundle screenshots check-quality check-reading check-numbers

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | column -t -s "$$(printf '\t')"

run: ## Install what is missing, build, and serve the demonstration year on http://127.0.0.1:8080
	@tests/tools/install run
	@cargo build --release
	@exec $(TARGET)/release/izportal serve --demo

test: ## Install what the tests need and run all of them
	@tests/tools/install test
	cargo fmt --all -- --check
	cargo clippy --all-targets -- -D warnings
	tests/tools/with-postgres tests/tools/suite

lint: ## Formatting and clippy only, without the PDF
	cargo fmt --all -- --check
	cargo clippy --all-targets --no-default-features -- -D warnings

screenshots: ## Take the pictures of the README and the guide anew
	@tests/tools/install test
	SQLX_OFFLINE=true tests/tools/with-postgres cargo test --test portal -- --ignored pictures_of_the_guide

bench: ## Measure speed and memory with 300,000 figures and write docs/performance.md
	@tests/tools/install test
	SQLX_OFFLINE=true cargo bench --bench portal

bench-bundle: ## Measure a bundle of 300,000 figures out of one portal and into another
	@tests/tools/install test
	@cargo build --release
	tests/tools/with-postgres tests/tools/bundle-speed $(TARGET)/release/izportal

prepare: ## Renew .sqlx and docs/schema.sql after a change of a query or a migration
	@tests/tools/install run
	tests/tools/with-postgres tests/tools/prepare

check-quality: ## Measure what the checks catch and what they ask for nothing, and write docs/check-quality.md
	IZPORTAL_WRITE_QUALITY=1 SQLX_OFFLINE=true cargo test --test quality

check-reading: ## Measure how files and blocks are read, and write docs/reading.md; CASES=DIR scores another folder
	@tests/tools/install test
	IZPORTAL_WRITE_READING=$(if $(CASES),0,1) CASES="$(CASES)" SQLX_OFFLINE=true tests/tools/with-postgres cargo test --test portal -- --ignored --nocapture how_well_files

check-numbers: ## Recompute random boards with a program in another language; BOARDS=N for more than eight
	@tests/tools/install test
	BOARDS="$(BOARDS)" SQLX_OFFLINE=true tests/tools/with-postgres cargo test --test portal -- --ignored --nocapture many_random_boards

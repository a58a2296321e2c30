# Every target has a line of help behind ##; make help lists them.
.DEFAULT_GOAL := help
.PHONY: growth help up start demo status down test check shots build synth deploy openapi assets generate

# PORTS=24566 takes a block of ports there instead of the known ones; DAY_SECONDS sets how long a working day takes.
LOCAL := go run ./localstack
PLACE := $(if $(PORTS),--ports $(PORTS)) $(if $(DAY_SECONDS),--day-seconds $(DAY_SECONDS))
CDK := .tools/node/node_modules/.bin/cdk
WITH_NODE := PATH="$(CURDIR)/.tools/node/node_modules/.bin:$$PATH"
# A stage on AWS runs on Graviton. Other settings go in SETTINGS: make deploy STAGE=prod SETTINGS="-c publicUrl=https://…"
ARCH ?= arm64
SYNTH_STAGE := $(or $(STAGE),preview)
SYNTH_SETTINGS := $(or $(SETTINGS),-c publicUrl=https://cases.example -c sender=notices@cases.example)

help: ## list what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-10s %s\n", $$1, $$2}'

up: ## fetch what is needed, start everything on this machine, deploy, run the demo
	@$(LOCAL) up $(PLACE)

start: ## the same without the demo
	@$(LOCAL) start $(PLACE)

demo: ## run the main job through the API and show each case live
	@$(LOCAL) demo

status: ## show what runs, where, and who can sign in
	@$(LOCAL) status

down: ## end exactly what up has started
	@$(LOCAL) down

test: ## run everything: format, vet, modules, units, and the end-to-end tests on an instance of their own
	@$(LOCAL) test $(PLACE)

check: ## the quick gate: format, vet, modules and units, without the emulator
	@$(LOCAL) check

growth: ## compare every list and figure at CASES (100000) open cases with those at 100, on DynamoDB Local
	@$(LOCAL) tools
	go test ./pkg/aws/dynamo -run TestNothingCostsMoreInALargeTable -count=1 -v -timeout 180m -cases $(or $(CASES),100000)

shots: ## renew docs/screenshots with a real browser, on an instance of its own
	@$(LOCAL) shots $(PLACE)

build: ## build every Lambda and the infrastructure's program for this machine
	@$(LOCAL) build

synth: ## synthesise the stacks for AWS without credentials (STAGE=…, SETTINGS="-c …")
	@$(LOCAL) tools
	@$(LOCAL) build --arch $(ARCH)
	$(WITH_NODE) $(CDK) synth --quiet --app build/bin/infra --output build/synth -c stage=$(SYNTH_STAGE) $(SYNTH_SETTINGS)

deploy: ## deploy a stage to AWS with your credentials: make deploy STAGE=… SETTINGS="-c …"
	@test -n "$(STAGE)" || { echo "say which stage: make deploy STAGE=test"; exit 2; }
	@$(LOCAL) tools
	@$(LOCAL) build --arch $(ARCH)
	$(WITH_NODE) $(CDK) deploy --all --app build/bin/infra --output build/deploy -c stage=$(STAGE) $(SETTINGS)

openapi: ## write docs/openapi.yaml out of the code
	go test ./functions/internal/api -run OpenAPI -update

assets: ## compile the style sheet, scripts, fonts and images of the pages from web/theme (needs npm and Python)
	go run ./web/theme/compile

generate: openapi ## write everything that is generated
	go generate ./...

package programme

import _ "embed"

// Linked only into programs that ask for it, which no Lambda does.
//
//go:embed programme.schema.json
var schemaFile []byte

// SchemaFile is the JSON Schema (draft 2020-12) of a programme file; the engine for it is in the schema package.
func SchemaFile() []byte { return schemaFile }

package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/yaml"
)

const (
	title       = "Highly Skilled Migrants Programme: cases"
	tokenScheme = "token"
)

var securitySchemes = map[string]*huma.SecurityScheme{
	tokenScheme: {
		Type: "http", Scheme: "bearer", BearerFormat: "JWT",
		Description: "Access token of the configured OpenID issuer",
	},
}

// members is a JSON object whose values are not looked into. It is written with its names sorted.
type members map[string]json.RawMessage

// whole is the merged document, in the order in which people read one.
type whole struct {
	OpenAPI    string     `json:"openapi"`
	Info       info       `json:"info"`
	Servers    []server   `json:"servers"`
	Paths      members    `json:"paths"`
	Components components `json:"components"`
}

type info struct {
	Title       string `json:"title"`
	Version     string `json:"version"`
	Description string `json:"description"`
}

type server struct {
	URL         string `json:"url"`
	Description string `json:"description"`
}

type components struct {
	Schemas         members                         `json:"schemas"`
	SecuritySchemes map[string]*huma.SecurityScheme `json:"securitySchemes"`
}

// Merge writes the documents of several Lambdas as one OpenAPI 3.1 document in YAML, the same bytes for the same
// routes. It fails when two Lambdas have the same path, or different schemas of the same name.
func Merge(documents ...*huma.OpenAPI) ([]byte, error) {
	merged := whole{
		OpenAPI:    "3.1.0",
		Info:       info{Title: title, Version: Version, Description: "Dates are civil dates in Asia/Baku; times are RFC 3339 in UTC."},
		Servers:    []server{{URL: "/", Description: "where this document was found"}},
		Paths:      members{},
		Components: components{Schemas: members{}, SecuritySchemes: securitySchemes},
	}
	for _, document := range documents {
		if err := merged.add(document); err != nil {
			return nil, err
		}
	}
	raw, err := json.Marshal(merged)
	if err != nil {
		return nil, fmt.Errorf("write the merged document: %w", err)
	}
	var text bytes.Buffer
	if err := yaml.Convert(&text, bytes.NewReader(raw)); err != nil {
		return nil, fmt.Errorf("write the merged document as YAML: %w", err)
	}
	return text.Bytes(), nil
}

func (w *whole) add(document *huma.OpenAPI) error {
	raw, err := json.Marshal(document)
	if err != nil {
		return fmt.Errorf("write a document: %w", err)
	}
	var part struct {
		Paths      map[string]members `json:"paths"`
		Components struct {
			Schemas members `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(raw, &part); err != nil {
		return fmt.Errorf("read a document back: %w", err)
	}
	for _, path := range slices.Sorted(maps.Keys(part.Paths)) {
		if err := w.addPath(path, part.Paths[path]); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(part.Components.Schemas)) {
		schema := part.Components.Schemas[name]
		if known, ok := w.Components.Schemas[name]; ok && !bytes.Equal(known, schema) {
			return fmt.Errorf("two schemas are called %s", name)
		}
		w.Components.Schemas[name] = schema
	}
	return nil
}

// addPath lets two Lambdas share a path, but no operation of it.
func (w *whole) addPath(path string, operations members) error {
	all := members{}
	if known, ok := w.Paths[path]; ok {
		if err := json.Unmarshal(known, &all); err != nil {
			return fmt.Errorf("read path %s back: %w", path, err)
		}
	}
	for method, operation := range operations {
		if _, ok := all[method]; ok {
			return fmt.Errorf("two functions serve %s %s", method, path)
		}
		all[method] = operation
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return fmt.Errorf("write path %s: %w", path, err)
	}
	w.Paths[path] = raw
	return nil
}

// Package cases is the root of the case system of Azerbaijan's Highly Skilled Migrants Programme. It holds no code: the
// rooms are described in README.md, and the rules of who may import whom are kept by arch_test.go beside this file.
package cases

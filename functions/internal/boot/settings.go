package boot

import (
	"fmt"
	"strings"

	"hsmp.example/cases/pkg/contract"
)

// Lookup finds an environment variable, as os.LookupEnv does.
type Lookup func(string) (string, bool)

// Settings are the variables of one function, complete.
type Settings struct {
	function string
	values   map[contract.Variable]string
}

// ReadSettings reads the variables that contract lists for the function. It fails with the names of all that are
// missing or empty, and for a function that contract does not know.
func ReadSettings(function string, lookup Lookup) (Settings, error) {
	known, ok := contract.Lookup(function)
	if !ok {
		return Settings{}, fmt.Errorf("function %s: not in contract.Functions", function)
	}
	s := Settings{function: function, values: map[contract.Variable]string{}}
	var missing []string
	for _, variable := range known.Variables {
		value, _ := lookup(string(variable))
		if value == "" {
			missing = append(missing, string(variable))
		}
		s.values[variable] = value
	}
	if len(missing) > 0 {
		return Settings{}, fmt.Errorf("function %s: missing variable %s", function, strings.Join(missing, ", "))
	}
	return s, nil
}

// Get returns a variable. Asking for one that contract does not list for the function is a fault of the program, which
// the first start of any test shows.
func (s Settings) Get(variable contract.Variable) string {
	value, ok := s.values[variable]
	if !ok {
		panic(fmt.Sprintf("function %s reads %s, which contract does not give it", s.function, variable))
	}
	return value
}

// Has reports whether contract lists the variable for the function.
func (s Settings) Has(variable contract.Variable) bool {
	_, ok := s.values[variable]
	return ok
}

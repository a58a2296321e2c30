package dynamo

import (
	"fmt"
	"reflect"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
)

// filler gives every field of a value something to hold, so that a field that is forgotten in the records is missed.
type filler struct{ count int }

func (f *filler) fill(v reflect.Value) {
	f.count++
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = time.Date(2026, 11, 2, 9, 0, f.count, 123456789, time.UTC)
		return
	case *calendar.Date:
		*x = calendar.Date{Year: 2026, Month: 3, Day: 1}.AddDays(f.count)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("text-%05d", f.count))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.count))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(v.Index(0))
		f.fill(v.Index(1))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		f.fill(key)
		f.fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	default:
		panic(fmt.Sprintf("fill does not know %s", v.Type()))
	}
}

// fullCase has something in every field that the domain has.
func fullCase() application.Case {
	var c application.Case
	(&filler{}).fill(reflect.ValueOf(&c).Elem())
	return c
}

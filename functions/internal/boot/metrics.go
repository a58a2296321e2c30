package boot

import (
	"encoding/json"
	"io"
	"log/slog"
	"sync"
	"time"

	"hsmp.example/cases/pkg/contract"
)

// Metrics writes counts in CloudWatch's embedded metric format: a JSON line on standard output that CloudWatch turns
// into a metric, with no call of ours and no right to be given. It is safe for concurrent use.
type Metrics struct {
	mu       sync.Mutex
	to       io.Writer
	function string
	now      func() time.Time
}

// NewMetrics returns metrics of one function, which is their only dimension.
func NewMetrics(to io.Writer, function string, now func() time.Time) *Metrics {
	return &Metrics{to: to, function: function, now: now}
}

type emfMetric struct {
	Name string `json:"Name"`
	Unit string `json:"Unit"`
}

type emfDirective struct {
	Namespace  string      `json:"Namespace"`
	Dimensions [][]string  `json:"Dimensions"`
	Metrics    []emfMetric `json:"Metrics"`
}

type emfHeader struct {
	Timestamp int64          `json:"Timestamp"` // milliseconds since 1970
	Directive []emfDirective `json:"CloudWatchMetrics"`
}

// Count adds value to the metric called name, with and without the function as a dimension. A metric that cannot be
// written fails nothing.
func (m *Metrics) Count(name string, value float64) {
	line, err := json.Marshal(map[string]any{
		"_aws": emfHeader{
			Timestamp: m.now().UnixMilli(),
			Directive: []emfDirective{{
				Namespace:  contract.MetricNamespace,
				Dimensions: [][]string{{}, {"Function"}},
				Metrics:    []emfMetric{{Name: name, Unit: "Count"}},
			}},
		},
		"Function": m.function,
		name:       value,
	})
	if err != nil {
		slog.Warn("metric not written", "metric", name, "error", err.Error())
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.to.Write(append(line, '\n')); err != nil {
		slog.Warn("metric not written", "metric", name, "error", err.Error())
	}
}

package apigw

import "context"

type requestIDKey struct{}

// WithRequestID returns a context that knows the gateway's request id, which clients see as x-amzn-RequestId.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns the gateway's request id, or "" outside the gateway.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

package boot

import "testing"

// The emulator's DynamoDB has an endpoint of its own, named as the SDK's loader would find it.
func TestAServiceMayHaveAnEndpointOfItsOwn(t *testing.T) {
	t.Parallel()
	given := endpoints{func(name string) (string, bool) {
		url, ok := map[string]string{"AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:4567", "AWS_ENDPOINT_URL_EVENT_BRIDGE": "http://b"}[name]
		return url, ok
	}}
	for service, want := range map[string]string{"DynamoDB": "http://127.0.0.1:4567", "Event Bridge": "http://b", "KMS": ""} {
		url, found, err := given.GetServiceBaseEndpoint(t.Context(), service)
		if url != want || found != (want != "") || err != nil {
			t.Errorf("%s: want %q, got %q %v %v", service, want, url, found, err)
		}
	}
}

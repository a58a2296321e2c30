package deploy

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"hsmp.example/cases/localstack/instance"
)

// functionsReady returns nil when every function of the instance is active and its last update has ended.
func functionsReady(ctx context.Context, i instance.Instance) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, i.AWSURL+"/2015-03-31/functions/?MaxItems=200", nil)
	if err != nil {
		return err
	}
	// The emulator takes service and region from the credential and checks no signature.
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/"+instance.Region+
		"/lambda/aws4_request, SignedHeaders=host, Signature=0")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var list struct {
		Functions []struct{ FunctionName, State, LastUpdateStatus string }
	}
	err = json.NewDecoder(response.Body).Decode(&list)
	if err != nil {
		return fmt.Errorf("list the functions: %w", err)
	}
	for _, f := range list.Functions {
		if f.State != "" && f.State != "Active" || f.LastUpdateStatus != "" && f.LastUpdateStatus != "Successful" {
			return fmt.Errorf("%s is %s, its last update %s", f.FunctionName, f.State, f.LastUpdateStatus)
		}
	}
	return nil
}

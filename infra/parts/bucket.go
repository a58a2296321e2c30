package parts

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// BucketProps describes a bucket. All of them are private, refuse plain http and keep versions.
type BucketProps struct {
	Key        awskms.IKey   // encrypts at rest
	AccessLogs awss3.IBucket // where S3 writes who touched what
	Keep       bool          // survives the removal of its stack
	Publishes  bool          // tells EventBridge of new objects
	LockDays   float64       // Object Lock in compliance mode for that many days from writing; 0 for none
	Origin     string        // web origin whose pages may post to the bucket; empty for none
	Lifecycle  []*awss3.LifecycleRule
}

// NewBucket makes a bucket.
func NewBucket(scope constructs.Construct, id string, props BucketProps) awss3.Bucket {
	bucket := &awss3.BucketProps{
		Encryption:             awss3.BucketEncryption_KMS,
		EncryptionKey:          props.Key,
		BucketKeyEnabled:       jsii.Bool(true),
		BlockPublicAccess:      awss3.BlockPublicAccess_BLOCK_ALL(),
		ObjectOwnership:        awss3.ObjectOwnership_BUCKET_OWNER_ENFORCED,
		EnforceSSL:             jsii.Bool(true),
		MinimumTLSVersion:      jsii.Number(1.2),
		Versioned:              jsii.Bool(true),
		RemovalPolicy:          Removal(props.Keep),
		LifecycleRules:         &props.Lifecycle,
		ServerAccessLogsBucket: props.AccessLogs,
		ServerAccessLogsPrefix: jsii.String(id + "/"),
	}
	if props.LockDays > 0 {
		bucket.ObjectLockEnabled = jsii.Bool(true)
		bucket.ObjectLockDefaultRetention = awss3.ObjectLockRetention_Compliance(awscdk.Duration_Days(jsii.Number(props.LockDays)))
	}
	if props.Origin != "" {
		bucket.Cors = &[]*awss3.CorsRule{postFrom(props.Origin)}
	}
	made := awss3.NewBucket(scope, jsii.String(id), bucket)
	if props.Publishes {
		publish(made)
	}
	return made
}

// NewLogBucket makes the bucket that takes the access logs of the others. S3 cannot write them under a customer's key.
func NewLogBucket(scope constructs.Construct, id string, keep bool) awss3.Bucket {
	bucket := awss3.NewBucket(scope, jsii.String(id), &awss3.BucketProps{
		Encryption:        awss3.BucketEncryption_S3_MANAGED,
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		ObjectOwnership:   awss3.ObjectOwnership_BUCKET_OWNER_ENFORCED,
		EnforceSSL:        jsii.Bool(true),
		MinimumTLSVersion: jsii.Number(1.2),
		Versioned:         jsii.Bool(true),
		RemovalPolicy:     Removal(keep),
		LifecycleRules: &[]*awss3.LifecycleRule{{
			Id:                          jsii.String("forget"),
			Expiration:                  days(90),
			NoncurrentVersionExpiration: days(1),
		}},
	})
	Explain(bucket, "AwsSolutions-S1", "This bucket takes the access logs of the others; logging it into itself would never end")
	return bucket
}

// postFrom lets the portal's own pages send a presigned form, and nobody else's.
func postFrom(origin string) *awss3.CorsRule {
	return &awss3.CorsRule{
		AllowedMethods: &[]awss3.HttpMethods{awss3.HttpMethods_POST},
		AllowedOrigins: jsii.Strings(origin),
		AllowedHeaders: jsii.Strings("*"),
		ExposedHeaders: jsii.Strings("ETag", "x-amz-version-id"),
		MaxAge:         jsii.Number(3600),
	}
}

// publish sets the notification as the bucket's own property. CDK's switch for it would add a custom resource, that is
// one more Lambda with rights on every bucket, which the emulator does not run.
func publish(bucket awss3.Bucket) {
	raw := bucket.Node().DefaultChild().(awss3.CfnBucket)
	raw.AddPropertyOverride(jsii.String("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled"), jsii.Bool(true))
}

func days(n float64) awscdk.Duration { return awscdk.Duration_Days(jsii.Number(n)) }

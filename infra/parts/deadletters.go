package parts

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// NewDeadLetters makes the queue for what failed every retry. It keeps a letter as long as SQS can: 14 days, so that a
// failure on the eve of the longest holidays is still there after them.
func NewDeadLetters(scope constructs.Construct, id string) awssqs.Queue {
	queue := awssqs.NewQueue(scope, jsii.String(id), &awssqs.QueueProps{
		Encryption:      awssqs.QueueEncryption_SQS_MANAGED,
		EnforceSSL:      jsii.Bool(true),
		RetentionPeriod: days(14),
	})
	Explain(queue, "AwsSolutions-SQS3", "This queue is itself the end of the line for dead letters; an alarm watches it")
	return queue
}

package parts

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// AlarmProps describes an alarm: it sounds when the metric reaches the threshold in one period.
type AlarmProps struct {
	Metric    awscloudwatch.IMetric
	Threshold float64
	Says      string // what happened, in one sentence
	Runbook   string // name of the page under docs/runbooks
	Action    awscloudwatch.IAlarmAction
}

// NewAlarm makes an alarm. Its description names the page that says what to do.
func NewAlarm(scope constructs.Construct, id string, props AlarmProps) awscloudwatch.Alarm {
	alarm := awscloudwatch.NewAlarm(scope, jsii.String(id), &awscloudwatch.AlarmProps{
		AlarmDescription:   jsii.String(fmt.Sprintf("%s See docs/runbooks/%s.md", props.Says, props.Runbook)),
		Metric:             props.Metric,
		Threshold:          jsii.Number(props.Threshold),
		EvaluationPeriods:  jsii.Number(1),
		ComparisonOperator: awscloudwatch.ComparisonOperator_GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
		TreatMissingData:   awscloudwatch.TreatMissingData_NOT_BREACHING,
	})
	alarm.AddAlarmAction(props.Action)
	return alarm
}

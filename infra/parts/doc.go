// Package parts holds the constructs of which the stacks are made: the one way to make a Lambda, a bucket, a key, a
// dead-letter queue, an alarm; and the one way to write down a right or to explain an exception.
//
// It must know neither stages nor the emulator: what differs comes in as a property.
package parts

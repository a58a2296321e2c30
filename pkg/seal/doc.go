// Package seal is the door to AWS KMS: the seal key that signs official documents, and the data keys under which each
// case's personal data is sealed.
//
// It knows two KMS keys and no rule of the programme, no table and no document. A case's data key is stored, wrapped, with
// the case and nowhere else: when retention ends and that row is destroyed, what was sealed under it is gone, while the
// audit chain stays whole (gap G10).
package seal

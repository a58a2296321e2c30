// Package seal is the door to AWS KMS: the seal key that signs official documents, and the data keys under which each
// case's personal data is sealed, and those of employers' registrations alike.
//
// It knows two KMS keys and no rule of the programme, no table and no document. A case's data key is stored, wrapped,
// with the case and nowhere else: when that row is destroyed, what was sealed under it is gone, while the audit chain
// stays whole. So it is with a draft that is discarded. The key of a closed case stays: for how long a case is kept is
// for an act to set (gap G10), and nothing here destroys a key before one does. Uploads are not sealed by it; package
// objects deletes them.
package seal

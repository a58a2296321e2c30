package dynamo

import "context"

type bookmarkRow struct {
	Place string `dynamodbav:"Place"`
}

func bookmarkKey(walk string) key { return key{"BOOKMARK#" + walk, "PLACE"} }

// Bookmark returns how far a walk came; "" is its beginning.
func (t *Table) Bookmark(ctx context.Context, walk string) (string, error) {
	i, err := t.get(ctx, bookmarkKey(walk))
	return textOf(i, "Place"), err
}

// KeepBookmark remembers how far a walk came.
func (t *Table) KeepBookmark(ctx context.Context, walk, place string) error {
	return t.store(ctx, bookmarkKey(walk), bookmarkRow{place}, always)
}

package seal

import (
	"container/list"
	"crypto/sha256"
	"sync"
)

// cache holds the keys used last. Entries are found by case and by the wrapped bytes, so that a wrong wrapped key is
// never answered from memory.
type cache struct {
	mu    sync.Mutex
	size  int
	order *list.List // of cached, the freshest in front
	at    map[cacheID]*list.Element
}

type cacheID struct {
	caseID  string
	wrapped [sha256.Size]byte
}

type cached struct {
	id  cacheID
	key Key
}

func newCache(size int) *cache {
	return &cache{size: size, order: list.New(), at: map[cacheID]*list.Element{}}
}

func idOf(caseID string, wrapped []byte) cacheID {
	return cacheID{caseID: caseID, wrapped: sha256.Sum256(wrapped)}
}

func (c *cache) get(caseID string, wrapped []byte) (Key, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.at[idOf(caseID, wrapped)]
	if !ok {
		return Key{}, false
	}
	c.order.MoveToFront(found)
	return found.Value.(cached).key, true
}

func (c *cache) put(caseID string, wrapped []byte, key Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := idOf(caseID, wrapped)
	if found, ok := c.at[id]; ok {
		c.drop(found)
	}
	c.at[id] = c.order.PushFront(cached{id: id, key: key})
	if c.order.Len() > c.size {
		c.drop(c.order.Back())
	}
}

func (c *cache) forget(caseID string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, found := range c.at {
		if id.caseID == caseID {
			c.drop(found)
		}
	}
}

func (c *cache) drop(e *list.Element) {
	delete(c.at, e.Value.(cached).id)
	c.order.Remove(e)
}

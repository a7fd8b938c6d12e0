package query

import (
	"iter"
	mathbits "math/bits"
)

// bits is a set of small numbers.
type bits []uint64

func newBits(n int) bits { return make(bits, (n+63)/64) }

func (b bits) set(i int) { b[i/64] |= 1 << (i % 64) }

func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

func (b bits) any(of []int) bool {
	for _, i := range of {
		if b.has(i) {
			return true
		}
	}
	return false
}

// add adds the numbers of a set of the same size.
func (b bits) add(other bits) {
	for i := range b {
		b[i] |= other[i]
	}
}

// all yields the numbers, smallest first.
func (b bits) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(64*i + mathbits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

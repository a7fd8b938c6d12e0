package article

import (
	"github.com/goccy/go-yaml/ast"
)

// value is a YAML value with its line in the file.
type value struct {
	node ast.Node
	line int
}

// mapping is a YAML mapping in the order of the file.
type mapping struct {
	keys   []string
	values map[string]value
	lines  map[string]int // of the keys
	offset int            // lines before the YAML text in the file
}

// newMapping returns nil if node is no mapping.
func newMapping(node ast.Node, offset int) *mapping {
	m := &mapping{values: map[string]value{}, lines: map[string]int{}, offset: offset}
	var entries []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		entries = n.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{n}
	default:
		return nil
	}
	for _, entry := range entries {
		key := entry.Key.GetToken().Value
		m.keys = append(m.keys, key)
		m.lines[key] = entry.Key.GetToken().Position.Line + offset
		m.values[key] = newValue(entry.Value, offset)
	}
	return m
}

func newValue(node ast.Node, offset int) value {
	return value{node: node, line: node.GetToken().Position.Line + offset}
}

// text returns the value as a string, and whether it is one. Numbers and booleans are not: they need quotes.
func (v value) text() (string, bool) {
	switch n := v.node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// whole returns the value as a whole number of 0 or more, and whether it is one.
func (v value) whole() (int64, bool) {
	n, ok := v.node.(*ast.IntegerNode)
	if !ok {
		return 0, false
	}
	switch number := n.Value.(type) {
	case uint64:
		return int64(number), number < 1<<53
	case int64:
		return number, number >= 0
	}
	return 0, false
}

// list returns the values of a sequence, and whether it is one.
func (v value) list(offset int) ([]value, bool) {
	sequence, ok := v.node.(*ast.SequenceNode)
	if !ok {
		return nil, false
	}
	values := make([]value, len(sequence.Values))
	for i, node := range sequence.Values {
		values[i] = newValue(node, offset)
	}
	return values, true
}

// texts returns the strings of a sequence and leaves out what is none.
func (m *mapping) texts(key string) []string {
	v, ok := m.values[key]
	if !ok {
		return nil
	}
	var texts []string
	values, _ := v.list(m.offset)
	for _, item := range values {
		if text, ok := item.text(); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// string returns the text of a key, or "".
func (m *mapping) string(key string) string {
	if v, ok := m.values[key]; ok {
		text, _ := v.text()
		return text
	}
	return ""
}

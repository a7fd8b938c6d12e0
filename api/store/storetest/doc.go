// Package storetest is the contract of package store: one suite that every database passes.
//
// A noun has one file here as in the other layers. The package imports outreach and the testing package only.
package storetest

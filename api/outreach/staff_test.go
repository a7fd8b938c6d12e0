package outreach

import "testing"

func TestARoleIncludesThoseBelowIt(t *testing.T) {
	roles := []Role{RolePresenter, RoleOrganiser, RoleAdministrator}
	for i, role := range roles {
		for j, other := range roles {
			if got := role.Includes(other); got != (i >= j) {
				t.Errorf("%s includes %s: %t", role, other, got)
			}
		}
		if role.Includes("") || Role("").Includes(role) || Role("king").Includes(role) || role.Includes("king") {
			t.Errorf("%s and what is no role include each other", role)
		}
	}
	if _, ok := ParseRole("king"); ok {
		t.Error("king is a role")
	}
}

func TestWhoOverseesWhom(t *testing.T) {
	r := &Registry{
		areas:      map[string]*Area{"xihe": {ID: "xihe"}, "hetang": {ID: "hetang", Parent: "xihe"}, "jinyuan": {ID: "jinyuan", Parent: "xihe"}},
		presenters: map[string]*Presenter{"p-1": {ID: "p-1", Area: "hetang"}},
	}
	presenter := Staff{ID: "p-1", Role: RolePresenter, Presenter: "p-1"}
	for name, c := range map[string]struct {
		by, other Staff
		want      bool
	}{
		"a presenter themselves":                        {presenter, presenter, true},
		"a presenter another":                           {Staff{ID: "p-2", Role: RolePresenter}, presenter, false},
		"an organiser of the area":                      {Staff{ID: "lee", Role: RoleOrganiser, Area: "hetang"}, presenter, true},
		"an organiser of the district":                  {Staff{ID: "lee", Role: RoleOrganiser, Area: "xihe"}, presenter, true},
		"an organiser of everything":                    {Staff{ID: "lee", Role: RoleOrganiser}, presenter, true},
		"an organiser of another area":                  {Staff{ID: "lee", Role: RoleOrganiser, Area: "jinyuan"}, presenter, false},
		"an organiser a presenter who has left":         {Staff{ID: "lee", Role: RoleOrganiser, Area: "hetang"}, Staff{ID: "p-9", Role: RolePresenter, Presenter: "p-9"}, false},
		"an organiser an organiser":                     {Staff{ID: "lee", Role: RoleOrganiser}, Staff{ID: "ho", Role: RoleOrganiser}, false},
		"an administrator an administrator":             {Staff{ID: "root", Role: RoleAdministrator}, Staff{ID: "ho", Role: RoleAdministrator}, true},
		"an organiser oneself, elsewhere, another role": {Staff{ID: "lee", Role: RoleOrganiser}, Staff{ID: "lee", Role: RoleAdministrator}, true},
	} {
		if got := r.oversees(c.by, c.other); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

/** The district's time zone: a talk begins at the hall's hour, wherever the phone thinks it is. That of site/hugo.toml and registry.json; zone_test.go holds the three together. */
export const zone = 'Asia/Shanghai';

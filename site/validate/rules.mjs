// How strict the check of the built pages is: html-validate's recommended rules, and each exception with its reason.
export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }],
    'long-title': ['error', { maxlength: 80 }],
    'no-implicit-input-type': 'off', // Hugo's minifier leaves out type=text, which is the default
    'no-raw-characters': 'off', // the minifier writes ">" and "&" in text as they are, which HTML allows
    'prefer-native-element': ['error', { exclude: ['listbox'] }], // suggestions of the search box: a select cannot hold them
    'tel-non-breaking': 'off', // narrow phones may break a number between its groups; style decides
  },
};

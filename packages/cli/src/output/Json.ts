/** What `--json` can print. Amounts of wei and gas are decimal strings, everything else that counts is a number. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

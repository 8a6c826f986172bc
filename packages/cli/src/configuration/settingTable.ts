/** A value that many commands need and that may come from several places. */
export type SettingKey =
  | 'l1Url'
  | 'rpcUrl'
  | 'l1Contracts'
  | 'dac'
  | 'account'
  | 'keystore'
  | 'passwordFile'
  | 'privateKey'

export interface SettingSpec {
  readonly flag: string
  readonly environment: string
  /** Key in `mvm.toml`; `null` for what must not stand in a file. */
  readonly toml: string | null
  readonly kind: 'url' | 'path' | 'text'
  readonly description: string
  readonly fallback?: string
}

/** All settings, in the order in which `mvm config explain` shows them. */
export const settingTable: Readonly<Record<SettingKey, SettingSpec>> = {
  l1Url: {
    flag: '--l1-url <url>',
    environment: 'MVM_L1_URL',
    toml: 'l1_url',
    kind: 'url',
    description: "L1's JSON-RPC",
    fallback: 'http://127.0.0.1:9545',
  },
  rpcUrl: {
    flag: '--rpc-url <url>',
    environment: 'MVM_RPC_URL',
    toml: 'rpc_url',
    kind: 'url',
    description: "the node's JSON-RPC; a DAC is <url>/<slug>",
    fallback: 'http://127.0.0.1:8545',
  },
  l1Contracts: {
    flag: '--l1-contracts <file>',
    environment: 'MVM_L1_CONTRACTS',
    toml: 'l1_contracts',
    kind: 'path',
    description: 'file with the addresses of the L1 contracts, or the address of ComCo',
  },
  dac: {
    flag: '--dac <dac>',
    environment: 'MVM_DAC',
    toml: 'dac',
    kind: 'text',
    description: "slug or chainID; without it the node's first DAC",
  },
  account: {
    flag: '--account <name>',
    environment: 'MVM_ACCOUNT',
    toml: 'account',
    kind: 'text',
    description: 'V3 keystore to sign with: a name in the keystore folder, or a file',
  },
  keystore: {
    flag: '--keystore <folder>',
    environment: 'MVM_KEYSTORE',
    toml: 'keystore',
    kind: 'path',
    description: 'folder of the keystores; by default ~/.config/mvm/keystore',
  },
  passwordFile: {
    flag: '--password-file <file>',
    environment: 'MVM_PASSWORD_FILE',
    toml: 'password_file',
    kind: 'path',
    description: "file whose first line is the keystore's password; else it is asked for",
  },
  privateKey: {
    flag: '--private-key <hex>',
    environment: 'MVM_PRIVATE_KEY',
    toml: null,
    kind: 'text',
    description: 'key to sign with, on development chains only',
  },
}

import { readText } from '../argument/readText.ts'
import { settingTable } from '../configuration/settingTable.ts'
import { option } from './option.ts'

const { account, keystore, passwordFile, privateKey } = settingTable

/** Options of every command that signs; their values are settings. */
export const signingOptions = {
  account: option.optional(account.flag, account.description, readText),
  keystore: option.optional(keystore.flag, keystore.description, readText),
  passwordFile: option.optional(passwordFile.flag, passwordFile.description, readText),
  privateKey: option.optional(privateKey.flag, privateKey.description, readText),
} as const

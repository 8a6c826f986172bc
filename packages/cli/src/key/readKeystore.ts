import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asAddress } from '@mvm/protocol'
import { isKeystoreJson } from 'ethers'
import type { Setting } from '../configuration/Settings.ts'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import type { KeyChoice } from './KeyChoice.ts'

/** The V3 keystore of that name in the folder, or at that path. Throws {@link ConfigurationError}. */
export function readKeystore(account: Setting, folder: string): KeyChoice {
  const name = account.value
  const candidates = [join(folder, name), join(folder, `${name}.json`), name]
  const path = candidates.find((candidate) => existsSync(candidate))
  const fail = (problem: string, cause?: unknown) =>
    new ConfigurationError({
      source: account.source,
      problem,
      remedy: `Put a V3 keystore at ${join(folder, `${name}.json`)}, or name a file.`,
      cause,
    })
  if (path === undefined) {
    throw fail(`names the account "${name}", and ${folder} has no keystore of that name`)
  }
  const json = readText(path, fail)
  if (!isKeystoreJson(json)) throw fail(`names ${path}, which is no V3 keystore`)
  const { address } = JSON.parse(json) as { readonly address?: unknown }
  const digits = typeof address === 'string' ? address.replace(/^0x/, '') : ''
  return {
    kind: 'keystore',
    path,
    json,
    address: /^[0-9a-fA-F]{40}$/.test(digits) ? asAddress(`0x${digits}`) : undefined,
  }
}

function readText(path: string, fail: (problem: string, cause: unknown) => Error): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw fail(`names ${path}, which cannot be read: ${(cause as Error).message}`, cause)
  }
}

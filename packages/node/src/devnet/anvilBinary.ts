import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AnvilUnavailableError } from '../error/AnvilUnavailableError.ts'

const PLATFORM_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@foundry-rs/anvil-linux-amd64',
  'linux-arm64': '@foundry-rs/anvil-linux-arm64',
  'darwin-arm64': '@foundry-rs/anvil-darwin-arm64',
}

/**
 * Path of the anvil binary in its npm platform package (the wrapper package hides the exit status).
 * Throws {@link AnvilUnavailableError} where no such package is installed.
 */
export function anvilBinary(): string {
  const platform = `${process.platform}-${process.arch}`
  const name = PLATFORM_PACKAGES[platform]
  if (name === undefined) throw new AnvilUnavailableError({ platform })
  try {
    const require = createRequire(import.meta.url)
    const binary = join(dirname(require.resolve(`${name}/package.json`)), 'bin', 'anvil')
    if (existsSync(binary)) return binary
  } catch (cause) {
    throw new AnvilUnavailableError({ platform, cause })
  }
  throw new AnvilUnavailableError({ platform })
}

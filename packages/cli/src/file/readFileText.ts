import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { FileUnusableError } from '../error/FileUnusableError.ts'

/** A file's text, or for `-` that of stdin. Throws {@link FileUnusableError}. */
export async function readFileText(path: string): Promise<string> {
  if (path === '-') return text(process.stdin)
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new FileUnusableError({ path, action: 'read', cause })
  }
}

import type { ByteRange, Field } from '../../../contract/report'
import type { LocalText } from '../../../texts/local-text'
import { toHex } from '../../bytes/hex'
import type { DolEntry } from '../../tlv/dol'
import type { TagScope } from '../../tlv/tag-dictionary'

/** What is known around the bytes that are to be explained. */
export interface ExplainContext {
  /** RID or AID of the selected application, upper-case hex; some tags mean different things under different ones. */
  readonly rid?: string | undefined
  /** Show card numbers and other sensitive values in clear. */
  readonly reveal: boolean
  /** Currency of amounts, where the data do not name it: ISO 4217 alphabetic or numeric code. */
  readonly currency?: string | undefined
  /** Issuer code table index (9F11), for names and labels. */
  readonly codeTable?: number | undefined
  /** Where the bytes lie; without it fields carry no place. */
  readonly at?: Omit<ByteRange, 'length'> | undefined
  /** Data object lists of the application, to take apart the data that fill them. */
  readonly pdol?: readonly DolEntry[] | undefined
  readonly cdol1?: readonly DolEntry[] | undefined
  readonly cdol2?: readonly DolEntry[] | undefined
  readonly ddol?: readonly DolEntry[] | undefined
  /** 9F4F or DF4F: records that are not templates are then read as log records. */
  readonly logFormat?: readonly DolEntry[] | undefined
}

/** The same context, `by` bytes further on. */
export function shifted(context: ExplainContext, by: number): ExplainContext {
  return context.at === undefined || by === 0
    ? context
    : { ...context, at: { ...context.at, offset: context.at.offset + by } }
}

/** The place of `length` bytes that begin where the context says. */
export function placeOf(context: ExplainContext, length: number): { at?: ByteRange } {
  return context.at === undefined ? {} : { at: { ...context.at, length } }
}

/** How the dictionary is asked in this context. */
export function scopeOf(context: ExplainContext, within?: number): TagScope {
  return { rid: context.rid, ...(within !== undefined && { within }) }
}

/** A part of `bytes` that is no data object itself; `from` and `to` count bytes. Masked whole where `hidden`. */
export function part(
  name: LocalText,
  bytes: Uint8Array,
  [from, to]: readonly [number, number],
  context: ExplainContext,
  extra: Partial<Field> & { readonly hidden?: boolean } = {}
): Field {
  const { hidden = false, ...rest } = extra
  const own = bytes.subarray(from, to)
  return {
    name,
    hex: hidden ? '*'.repeat(own.length * 2) : toHex(own),
    ...rest,
    ...placeOf(shifted(context, from), own.length)
  }
}

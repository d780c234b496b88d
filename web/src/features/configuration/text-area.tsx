import { type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import styles from "./configuration.module.css";

export interface TextAreaHandle {
  /** Puts the caret at the beginning of a line (from 1) and shows it. */
  readonly goTo: (line: number) => void;
}

/** A plain text field with the numbers of its lines beside it; lines with an issue are marked. */
export function TextArea({
  label,
  placeholder,
  text,
  marked,
  onChange,
  ref,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly marked: readonly number[];
  readonly onChange: (text: string) => void;
  readonly ref: Ref<TextAreaHandle>;
}): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split("\n");
  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const at = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
      field.current?.focus();
      field.current?.setSelectionRange(at, at + (lines[line - 1]?.length ?? 0));
      const height = (field.current?.scrollHeight ?? 0) / Math.max(1, lines.length);
      field.current?.scrollTo({ top: Math.max(0, (line - 6) * height) });
    },
  }));
  return (
    <div className={styles["area"]}>
      <div ref={gutter} className={styles["gutter"]} aria-hidden="true">
        {lines.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is its identity
          <span key={index} data-marked={marked.includes(index + 1)}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="off"
        wrap="off"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
      />
    </div>
  );
}

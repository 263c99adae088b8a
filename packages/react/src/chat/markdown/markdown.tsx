import { createElement, Fragment, type ReactNode } from 'react';
import { useUsers } from '../../users/use-user.js';
import type { Block, Inline } from './nodes.js';
import { parseMarkdown } from './parse-markdown.js';

export interface MarkdownProps {
  /** As it was written. */
  text: string;
  /** Ids of users that `@id` names. */
  mentions?: readonly string[] | undefined;
}

/** Shows the small Markdown of messages. Nothing in it ever becomes HTML: it is read as data and made of elements here. */
export function Markdown({ text, mentions }: MarkdownProps) {
  const userOf = useUsers();
  const nameOf = (userId: string) => userOf(userId).name;
  return inRow(parseMarkdown(text, mentions).map((block) => showBlock(block, nameOf)));
}

/** Parts of a text have no names that could be keys, and need none where they are written out in a row. */
const inRow = (
  nodes: readonly ReactNode[],
  around: typeof Fragment | 'ul' | 'ol' = Fragment,
  props: object | null = null,
) => createElement(around, props, ...nodes);

type NameOf = (userId: string) => string;

function showBlock(block: Block, nameOf: NameOf): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p className="pulse-md-p">{showInlines(block.children, nameOf)}</p>;
    case 'quote':
      return <blockquote className="pulse-md-quote">{showInlines(block.children, nameOf)}</blockquote>;
    case 'code':
      return (
        // Long lines scroll, and those without a mouse must reach them.
        <pre className="pulse-md-pre" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item) => createElement('li', null, showInlines(item, nameOf)));
      const start = block.ordered ? { start: block.start } : {};
      return inRow(items, block.ordered ? 'ol' : 'ul', { className: 'pulse-md-list', ...start });
    }
  }
}

const showInlines = (nodes: readonly Inline[], nameOf: NameOf): ReactNode =>
  inRow(nodes.map((node) => showInline(node, nameOf)));

function showInline(node: Inline, nameOf: NameOf): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'code':
      return <code className="pulse-md-code">{node.text}</code>;
    case 'mention':
      return <span className="pulse-md-mention">@{nameOf(node.userId)}</span>;
    case 'link':
      return (
        <a className="pulse-md-link" href={node.href} target="_blank" rel="noopener noreferrer nofollow ugc">
          {showInlines(node.children, nameOf)}
        </a>
      );
    default: {
      const Mark = node.type;
      return <Mark>{showInlines(node.children, nameOf)}</Mark>;
    }
  }
}

// How the pages of the API look: declarations as they are written, tables for properties, few headings.
import { ReflectionKind } from 'typedoc';
import { MarkdownTheme, MarkdownThemeContext } from 'typedoc-plugin-markdown';

const heading = (level, text) => `${'#'.repeat(Math.min(level, 6))} ${text}`;
const code = text => `\`\`\`ts\n${text}\n\`\`\``;
const joined = parts => parts.filter(Boolean).join('\n\n');
const cell = text => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

const isConstant = it => it.kind === ReflectionKind.Variable && it.type?.type === 'literal';
/** A type that is on a page, or one of the language. */
const isKnown = type => Boolean(type.reflection) || type.package === 'typescript';
const isProperty = it => it.kindOf(ReflectionKind.Property) && !it.signatures;

/** A parameter by its name, and the members of an object that is written in its place. */
function withMembers(parameter) {
  const types = parameter.type?.types ?? [parameter.type];
  const members = types.flatMap(it => (it?.type === 'reflection' ? (it.declaration.children ?? []) : []));
  return [[parameter.name, parameter], ...members.map(it => [`${parameter.name}.${it.name}`, it])];
}

function overrides(theme, context, whole) {
  const { partials } = context;
  const textOf = comment => (comment ? whole.comment(comment, { showTags: false }).trim() : '');
  const tagsOf = comment => (comment ? whole.comment(comment, { showSummary: false, showTags: true }) : '');
  const declared = (model, isTable) => {
    const text = theme.texts.get(model.id);
    if (text) return code(text);
    if (model.kind !== ReflectionKind.Variable) return whole.declarationTitle(model);
    return code(isTable ? `const ${model.name}` : `const ${model.name}: ${model.type}`);
  };

  const constants = children => {
    const rows = children.map(it => `| \`${it.name}\` | \`${it.type.value}\` | ${cell(textOf(it.comment))} |`);
    return rows.length > 0 && ['| Constant | Value | |', '| --- | --- | --- |', ...rows].join('\n');
  };

  return {
    unionType: model => model.types.map(it => partials.someType(it)).join(' \\| '),
    signatureTitle: model => code(theme.texts.get(model.id) ?? model.name),
    signature: model => {
      const described = (model.parameters ?? []).flatMap(withMembers).filter(([, it]) => it.comment?.summary.length);
      const list = described.map(([name, it]) => `- \`${name}\`: ${textOf(it.comment)}`).join('\n');
      const returns = model.comment?.getTag('@returns');
      return joined([
        partials.signatureTitle(model),
        textOf(model.comment),
        list,
        returns && `**Returns** ${context.helpers.getCommentParts(returns.content)}`,
        tagsOf(model.comment),
      ]);
    },
    signatures: (model, options) =>
      joined(model.signatures.map(it => partials.signature(it, { headingLevel: options.headingLevel }))),
    declaration: model => {
      // Object.freeze() makes a Readonly<…> of the object.
      const type = model.type?.name === 'Readonly' ? model.type.typeArguments[0] : model.type;
      const members = type?.type === 'reflection' ? (type.declaration.children ?? []) : [];
      const table = model.kind === ReflectionKind.Variable && members.length > 0;
      return joined([
        declared(model, table),
        textOf(model.comment),
        table && partials.propertiesTable(members, { kind: model.kind }),
        tagsOf(model.comment),
      ]);
    },
    member: (model, options) =>
      model.kind === ReflectionKind.TypeAlias ? partials.declaration(model) : whole.member(model, options),
    hierarchy: model => {
      const parents = (model?.types ?? [])
        .filter(it => !model.isTarget && isKnown(it))
        .map(it => partials.someType(it));
      return parents.length > 0 ? `Extends ${parents.join(', ')}.` : '';
    },
    groups: (model, { headingLevel, kind }) =>
      joined(
        model.groups.flatMap(group => {
          const inModule = kind === ReflectionKind.Module;
          const children = group.children.filter(it => inModule || !it.inheritedFrom?.reflection);
          const simple = children.filter(it => (inModule ? isConstant(it) : isProperty(it)));
          const others = children.filter(it => !simple.includes(it));
          const table = inModule ? constants(simple) : simple.length > 0 && partials.propertiesTable(simple, { kind });
          return [
            inModule && heading(headingLevel, group.title),
            partials.members(others, { headingLevel: headingLevel + (inModule ? 1 : 0) }),
            table,
          ];
        }),
      ),
    members: (model, options) => joined(model.map(it => partials.memberContainer(it, options))),
  };
}

class ApiContext extends MarkdownThemeContext {
  constructor(theme, page, options) {
    super(theme, page, options);
    const whole = { ...this.partials };
    Object.assign(this.partials, overrides(theme, this, whole));
  }
}

/** A theme that shows the declarations of `texts`, by the id of their reflection. */
export function apiTheme(texts) {
  return class ApiTheme extends MarkdownTheme {
    texts = texts;

    getRenderContext(page) {
      return new ApiContext(this, page, this.application.options);
    }
  };
}

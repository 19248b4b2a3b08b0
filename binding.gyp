# Builds the addon with node-gyp and MSVC on Windows. node-gyp brings Node's headers and the delay-load hook by which the
# addon finds its host's functions, whatever the host is called. Elsewhere there is nothing to build: the target is empty.
{
  'targets': [
    {
      'target_name': 'winstation',
      'conditions': [
        ['OS=="win"', {
          # The one list of sources, which CMakeLists.txt reads too.
          'sources': ['<!@(node scripts/list-sources.cjs)', 'native/version.rc'],
          'include_dirs': ['native'],
          'defines': [
            'NAPI_VERSION=8',
            '_WIN32_WINNT=0x0A00',
            'UNICODE',
            '_UNICODE',
            '_HAS_EXCEPTIONS=0',
            '<!@(node scripts/version-defines.cjs)',
          ],
          'msvs_settings': {
            'VCCLCompilerTool': {
              'WarningLevel': 4,
              'AdditionalOptions': ['/std:c++20', '/permissive-', '/utf-8', '/guard:cf', '/wd4324'],
            },
            'VCLinkerTool': {
              # Node's own settings ask for symbols, and the linker then names their file in the addon: with its whole path, which
              # is a matter of the machine that builds, unless it is given another name.
              'AdditionalOptions': [
                '/guard:cf',
                '/DYNAMICBASE',
                '/NXCOMPAT',
                '/HIGHENTROPYVA',
                '/PDBALTPATH:winstation.pdb',
              ],
            },
          },
        }, {
          'type': 'none',
        }],
      ],
    },
  ],
}

# Generated from the command line's model. To change it: mvn -q -Dpage.skip test-compile exec:java@completions

complete -c jshare -f
complete -c jshare -s w -l type -d 'Also print a link to type with'
complete -c jshare -l expires -x -d 'How long the links work: 30s, 90m, 8h, 2d or never'
complete -c jshare -l listen -x -d 'Where to serve'
complete -c jshare -l public-url -x -d 'How others reach the server through a proxy or tunnel; links are printed with it'
complete -c jshare -l name -x -d 'What viewers see the session called'
complete -c jshare -l max-viewers -x -d 'At most so many viewers'
complete -c jshare -s l -l login -d 'Start the shell as a login shell'
complete -c jshare -l cwd -x -a '(__fish_complete_directories)' -d 'Start the shell in this directory'
complete -c jshare -l headless -d 'Without a terminal, for CI, containers and agents'
complete -c jshare -l size -x -d 'The size of the terminal with --headless'
complete -c jshare -l nest -d 'Share also from within a shared shell'
complete -c jshare -l json -d 'Print the links as one line of JSON on standard output instead'
complete -c jshare -s q -l quiet -d 'Print nothing beside the shell'
complete -c jshare -s h -l help -d 'Show this help message and exit'
complete -c jshare -s V -l version -d 'Print version information and exit'
complete -c jshare -a '(__fish_complete_subcommand)' -d 'What to run, after --'
